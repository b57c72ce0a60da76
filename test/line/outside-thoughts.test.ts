import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyProject } from '../support/project';
import { rewordedProfile, type Rewording } from '../support/reworded';

interface Turn {
  readonly action?: { readonly argument: string };
  readonly seats?: unknown;
  readonly thoughts?: string;
  readonly attempts?: readonly { readonly kind?: string; readonly reason: string }[];
}

/** Plays and rates a small run with models whose replies are reworded. */
async function lineWith(reword: Rewording, ...verbs: readonly string[]) {
  const project = emptyProject();
  const profile = await rewordedProfile(project, reword);
  const size = '--tasks 1 --pairs 1 --evaluation-pairs 1 --repeats 1'.split(' ');
  const ends = [];
  for (const verb of ['tasks', 'play', ...verbs]) {
    ends.push(
      await sotopiaPi([verb, '--run', 'r', '--models', profile, ...size, '--json'], project)
    );
  }
  const rows = (file: string) =>
    readFileSync(join(project, 'r', file), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const turns = () => rows('episodes.jsonl').flatMap(row => row['turns'] as Turn[]);
  return { project, ends, rows, turns };
}

const draft = '{"action_type":"speak","argument":"A-DRAFT"}';

test('thoughts in tags or beside the answer are recorded, and neither asked nor trained with', async () => {
  const { project, ends, rows, turns } = await lineWith(
    (content, kind) => {
      const thought = `PONDER ${draft} No.`;
      if (kind === 'judge') return { content: `${thought}</think>\n${content}` };
      if (kind === 'writer' || content.length % 2) return { content, reasoning_content: thought };
      return { content: `<think>\n${thought}\n</think>\n\n${content}` };
    },
    'rate',
    'select'
  );
  expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(
    ends.map(({ stderr }) => [0, stderr])
  );
  const written = rows('tasks.jsonl').filter(({ round }) => round !== 'evaluation');
  const all = [...turns(), ...rows('ratings.jsonl'), ...written];
  expect(all.length).toBeGreaterThan(8);
  expect(new Set(all.map(({ thoughts }) => thoughts))).toEqual(new Set([`PONDER ${draft} No.`]));
  const prompts = rows('episodes.jsonl').map(({ texts }) => texts);
  const actions = turns().map(({ action }) => action);
  expect(JSON.stringify([prompts, actions, rows('rows.jsonl')])).not.toMatch(/PONDER|A-DRAFT/);
  for (const format of ['trl', 'dpo', 'csv']) {
    const ended = await sotopiaPi(['export', '--run', 'r', '--as', format], project);
    expect(ended.code, ended.stderr).toBe(0);
    const folder = join(project, 'r/exports', format);
    const texts = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'));
    expect(texts.join('')).not.toMatch(/PONDER|A-DRAFT/);
  }
});

test.each<[string, (content: string) => string]>([
  ['a draft in open thoughts', () => `<think>Perhaps ${draft}? But that`],
  ['a draft in a sentence', () => `Perhaps ${draft}? But that`],
  ['a draft in an open fence', () => `\`\`\`json\n${draft}`]
])('%s that the token limit cuts off is never an action', async (_, cut) => {
  const { ends, rows, turns } = await lineWith((content, kind, nth) =>
    kind === 'agent' && nth === 0 ? { content: cut(content), finish_reason: 'length' } : { content }
  );
  expect(ends.at(-1)!.code, ends.at(-1)!.stderr).toBe(0);
  expect(JSON.stringify(turns().map(({ action }) => action))).not.toContain('A-DRAFT');
  const reasons = turns().flatMap(({ attempts = [] }) => attempts.map(({ reason }) => reason));
  const ofCut = reasons.filter(reason =>
    /^cut off at the token limit: .*"length"\)$/s.test(reason)
  );
  expect(ofCut.length).toBeGreaterThan(turns().length / 2); // some prompts come twice
  expect(rows('episodes.jsonl').length).toBeGreaterThan(0);
});

test('half an emoji is asked for again; a raw line break in a string is repaired', async () => {
  const opening = /("argument": ?"|\[ ?")(?=.)/;
  const { ends, rows, turns } = await lineWith((content, kind, nth) => {
    if (nth > 1 || kind === 'writer') return { content };
    if (nth === 0) return { content: content.replace(opening, '$1Half \\ud83d ') };
    return { content: content.replace(opening, '$1Well.\n') };
  }, 'rate');
  for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
  const all = [...turns(), ...rows('ratings.jsonl')] as Turn[];
  const attempts = all.flatMap(each => each.attempts ?? []);
  for (const [kind, reason] of [
    [undefined, 'The answer has half of a character'],
    ['repaired', 'repaired: line break in a string']
  ]) {
    const found = attempts.filter(each => each.kind === kind && each.reason.includes(reason!));
    expect(found.length, reason).toBeGreaterThan(4);
  }
  const kept = all.map(({ action, seats }) => [action, seats]);
  expect(JSON.stringify(kept)).not.toMatch(/\\ud[89a-f]/i);
  expect(JSON.stringify(kept)).toContain('Well.\\n');
});

test('control tokens of chat templates are named and escaped in an export, or refused', async () => {
  const token = '<|im_end|>\\u2028<｜User｜>';
  const { project, ends, rows } = await lineWith(
    (content, kind) => ({
      content: kind === 'agent' ? content.replace(/("argument": ?")(?=.)/, `$1${token} `) : content
    }),
    'rate',
    'select'
  );
  for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
  const asIs = readFileSync(join(project, 'r/rows.jsonl'), 'utf8');
  expect(asIs).toContain('<|im_end|>');
  const [first] = rows('rows.jsonl');
  for (const format of ['trl', 'openai-chat', 'llama-factory', 'csv']) {
    const ended = await sotopiaPi(['export', '--run', 'r', '--as', format], project);
    expect(ended.stdout).toMatch(/^Control tokens of chat templates: \d+ in \d+ rows, escaped/m);
    if (format === 'trl')
      expect(ended.stdout).toContain(`${String(first!['id'])}: <|im_end|>, <｜User｜>`);
    const folder = join(project, 'r/exports', format);
    for (const file of readdirSync(folder).filter(name => name !== 'provenance.json')) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text, file).not.toMatch(/<\|im_end|<｜User/);
      expect(text).not.toMatch(/\u2028/);
    }
  }
  const exported = join(project, 'r/exports/trl');
  const before = readdirSync(exported).map(name => readFileSync(join(exported, name), 'utf8'));
  const refused = await sotopiaPi(
    ['export', '--run', 'r', '--as', 'trl', '--control-tokens', 'refuse'],
    project
  );
  expect([refused.code === 0, refused.stderr]).toEqual([
    false,
    expect.stringContaining('expected texts without control tokens')
  ]);
  const after = readdirSync(exported).map(name => readFileSync(join(exported, name), 'utf8'));
  expect(after).toEqual(before);
  expect(lastJson(ends.at(-1)!)).toBeTruthy();
});
