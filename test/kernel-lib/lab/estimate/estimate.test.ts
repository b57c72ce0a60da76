import { join } from 'node:path';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Profile, readProfile } from '../../../../kernel-lib/src/edge/profile';
import { estimateOf, type Plan } from '../../../../kernel-lib/src/lab/estimate/estimate';
import { costNote } from '../../../../kernel-lib/src/lab/estimate/command';
import { measuredIn } from '../../../../kernel-lib/src/lab/estimate/measured';
import { estimateText } from '../../../../kernel-lib/src/lab/estimate/text';
import { trainLine } from '../../../../kernel-lib/src/lab/line';
import { readPrompts } from '../../../../kernel-lib/src/lab/prompts';
import { openRun, type Run } from '../../../../kernel-lib/src/lab/run';
import { defaultSettings, type Settings } from '../../../../kernel-lib/src/lab/settings';
import { tables } from '../../../../kernel-lib/src/lab/tables';
import { readWorld } from '../../../../kernel-lib/src/lab/world';
import { writeTasks } from '../../../../kernel-lib/src/lab/write-tasks';

const small = { tasks: 1, pairs: 2, evaluationPairs: 1, repeats: 1 };
const tolerance = 0.1; // of the tokens, when turns and replies are known

const planOf = (settings: Partial<Settings> = {}, profile = readProfile('rehearsal')): Plan => ({
  settings: { ...defaultSettings, ...settings },
  profile,
  prompts: readPrompts({}),
  world: readWorld()
});
const priced = (prompt: number, completion: number) => {
  const { models, ...rest } = readProfile('rehearsal');
  const price = { pricePerMillionTokens: { prompt, completion } };
  const roles = Object.entries(models).map(([role, model]) => [role, { ...model, ...price }]);
  return Profile.parse({ ...rest, models: Object.fromEntries(roles) as object });
};

let folder: string;
let run: Run;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotopia-pi-estimate-'));
  run = openRun(folder, small);
  await writeTasks(run);
  await trainLine(run);
});
afterAll(() => {
  run.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the ledger has of a kind of call, leaving out what was asked a second time. */
function asked(kind: string) {
  const lines = run.rows(tables.ledger).filter(({ purpose }) => purpose.startsWith(kind));
  const first = lines.filter(({ purpose }) => purpose.endsWith('/attempt 1'));
  const sum = (field: 'promptTokens' | 'completionTokens') =>
    first.reduce((all, line) => all + line[field], 0);
  return { calls: first.length, prompt: sum('promptTokens'), reply: sum('completionTokens') };
}

test('with the turns of a run that was made, an estimate has exactly its calls', () => {
  const { turns } = measuredIn(run);
  const estimate = estimateOf(planOf(small), { turns: turns! });
  expect(estimate.calls).toBe(
    ['task', 'episode', 'rating'].flatMap(kind => asked(kind).calls).reduce((a, b) => a + b)
  );
  expect(estimate.episodes).toBe(run.rows(tables.episodes).length);
  const writer = estimate.roles.find(({ role }) => role === 'writer')!;
  expect(writer.calls).toBe(asked('task').calls);
});

test(`with its replies' length as well, its tokens within ${tolerance * 100} %`, () => {
  const { promptTokens, completionTokens } = estimateOf(planOf(small), measuredIn(run));
  const kinds = ['task', 'episode', 'rating'].map(asked);
  const made = (part: 'prompt' | 'reply') => kinds.reduce((sum, kind) => sum + kind[part], 0);
  expect(Math.abs(promptTokens / made('prompt') - 1)).toBeLessThan(tolerance);
  expect(Math.abs(completionTokens / made('reply') - 1)).toBeLessThan(tolerance);
});

test('with nothing known it is never less than what was needed', () => {
  const estimate = estimateOf(planOf(small));
  expect(estimate.calls).toBeGreaterThanOrEqual(run.ledger.calls());
  expect(estimate.promptTokens).toBeGreaterThan(run.ledger.totals().promptTokens);
});

test.each<[string, Partial<Settings>, number]>([
  ['one task, two pairs', small, 3 * 2 + 5 * 14 * 2],
  ['the defaults', {}, 3 * 20 * 10 + 5 * 14 * 5 * 2 * 3],
  ['once instead of three times', { repeats: 1 }, 3 * 20 * 10 + 5 * 14 * 5 * 2]
])('%s make so many episodes', (_, settings, episodes) => {
  expect(estimateOf(planOf(settings)).episodes).toBe(episodes);
});

test('the published rules allow one turn more', () => {
  expect(estimateOf(planOf()).assumptions.turns).toBe(20);
  expect(estimateOf(planOf({ rules: 'published' })).assumptions.turns).toBe(21);
});

test('money is what the profile says, and unknown where it says nothing', () => {
  const { money, promptTokens, completionTokens } = estimateOf(planOf(small, priced(2, 10)));
  expect(money).toBeCloseTo((promptTokens * 2 + completionTokens * 10) / 1e6);
  const paper = planOf(small, readProfile('paper'));
  expect(estimateOf(paper).money).toBeUndefined();
  expect(estimateText(paper, estimateOf(paper))).toContain('money unknown');
  expect(estimateOf(planOf(small, readProfile('vllm'))).money).toBe(0);
});

test('calls that take time are shared by those under way at once', () => {
  const plan = planOf(small, readProfile('vllm'));
  const one = estimateOf(plan, { secondsPerCall: 1, concurrency: 1 });
  expect(one.seconds).toBeCloseTo(one.calls);
  expect(estimateOf(plan, { secondsPerCall: 1, concurrency: 10 }).seconds).toBeCloseTo(
    one.calls / 10
  );
});

test('it says all that it takes for granted, and which contexts may be too short', () => {
  const plan = planOf(small);
  const text = estimateText(plan, estimateOf(plan));
  expect(text).toContain('146 episodes of 20 turns');
  expect(text).not.toContain('Too long');
  const short = { ...plan.profile.models.judge, contextLength: 1000 };
  const profile = { ...plan.profile, models: { ...plan.profile.models, judge: short } };
  expect(estimateText({ ...plan, profile }, estimateOf(plan))).toMatch(
    /Too long: .* 1,000 of judge/
  );
});

test('a run that is free says nothing of costs before it begins, any other does', () => {
  expect(costNote(run)).toEqual([]);
  const paid = { ...run, profile: priced(1, 1) };
  expect(costNote(paid)[0]).toMatch(/^The whole run takes about .* money \d+\.\d\d/);
  expect(costNote({ ...run, profile: readProfile('paper') })[0]).toContain('money unknown');
});

test('fewer than 20 calls of a kind say nothing', () => {
  const rows = () => [];
  expect(measuredIn({ rows })).toEqual({});
  expect(measuredIn(run)).not.toHaveProperty('taskTokens'); // two tasks were written
  expect(measuredIn(run)).toHaveProperty('ratingTokens');
});
