import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer, Call } from '../../kernel-lib/src/base/handler';
import { seedFrom } from '../../kernel-lib/src/base/random';
import { kindOf } from '../../kernel-lib/src/rehearsal/faults';
import { dimensions } from '../../kernel-lib/src/rating/schema';
import { lastJson, sotopiaPi } from '../support/command';
import { openAiServer } from '../support/openai-server';
import { emptyProject } from '../support/project';

const small = '--tasks 2 --pairs 2 --evaluation-pairs 1 --repeats 1 --json'.split(' ');

/** What a model says that nobody here has made: talkative, fenced, in other words and scripts. */
function answerTo({ path, body }: Call): string | Answer {
  if (!path.endsWith('/chat/completions')) return { status: 404, json: { error: 'no such thing' } };
  const text = JSON.stringify(body);
  const n = seedFrom(text);
  switch (kindOf(body)) {
    case 'writer':
      return `Gladly! Here is one:\n\n${task(n)}`;
    case 'judge':
      return `\`\`\`json\n${JSON.stringify(verdict(n), null, 2)}\n\`\`\``;
    default:
      return `\`\`\`\n${JSON.stringify(action(n, /You are at Turn #(\d+)/.exec(text)?.[1]))}\n\`\`\``;
  }
}

function action(n: number, turn = '0') {
  const lines = [
    'Hm… I had pictured this “differently”, if I am honest – you too?',
    'Écoute, let’s split it down the middle; 50/50, d’accord?',
    'わかりました。Then I will bring the keys on Friday {as agreed}.',
    'No way I can do 12 hours. Six? ¯\\_(ツ)_/¯'
  ];
  if (Number(turn) > 5 + (n % 9)) return { action_type: 'leave', argument: '' };
  if (n % 7 === 0)
    return { action_type: 'non-verbal communication', argument: '*raises an eyebrow*' };
  return { action_type: 'speak', argument: lines[n % lines.length] };
}

function verdict(n: number) {
  const seat = (k: number) =>
    Object.fromEntries(
      dimensions.map(({ name, low, high }, i) => {
        const score = low + (seedFrom(n, k, i) % (high - low + 1));
        return [name, [`On ${name} I would put it at ${score}, all told.`, score]];
      })
    );
  return { agent_1_evaluation: seat(1), agent_2_evaluation: seat(2) };
}

function task(n: number): string {
  return JSON.stringify({
    codename: `night_ferry_${n}`,
    scenario: `Two passengers of the night ferry have booked one and the same cabin, number ${n % 90}.`,
    agent_goals: [
      'Keep the cabin for the night (Extra information: you have slept badly for a week)',
      'Share the cabin, or be paid at least 40 dollars for a seat on deck'
    ],
    relationship: n % 2,
    age_constraint: '[(18, 70), (18, 70)]'
  });
}

test('a model that nobody here has made goes from tasks to scores, and says where training needs more', async () => {
  const project = emptyProject();
  const server = await openAiServer(['strange-1', 'strange-2', 'strange-judge'], answerTo);
  const served = (model: string, temperature: number) => ({ model, temperature });
  const profile = {
    ...{ version: 1, name: 'strange', server: { baseUrl: server.url } },
    models: {
      writer: served('strange-1', 0.7),
      expert: served('strange-1', 1),
      student: served('strange-2', 1),
      partner: served('strange-2', 0.5),
      judge: served('strange-judge', 0)
    }
  };
  writeFileSync(join(project, 'sotopia-pi.models.json'), JSON.stringify(profile));
  const verb = (name: string) =>
    sotopiaPi([name, '--run', 'r', '--models', 'project', ...small], project);
  for (const name of ['tasks', 'play', 'rate', 'select', 'evaluate']) {
    const ended = await verb(name);
    expect(ended.code, `${name}: ${ended.stderr}`).toBe(0);
  }
  const status = lastJson(await sotopiaPi(['status', '--run', 'r', '--json'], project));
  const trials = 14 * 1 * 2 * 1;
  expect(status).toMatchObject({
    simulated: false,
    failed: 0,
    begun: 0,
    counts: {
      tasks: 4 + 14,
      episodes: 2 * (4 + trials),
      ratings: 2 * (4 + trials),
      scores: 2 * trials
    },
    goal: {
      base: { judge: { n: trials, unrated: 0 } },
      expert: { judge: { n: trials, unrated: 0 } }
    }
  });
  const kept = rowsOf(project, 'selections').filter(({ kept }) => kept);
  expect(kept.length).toBeGreaterThan(0);
  const turns = rowsOf(project, 'episodes').flatMap(({ turns }) => turns as Turn[]);
  expect(turns.some(({ action }) => action.argument.includes('わかりました'))).toBe(true);
  expect(turns.every(({ attempts }) => /repaired: code fence/.test(attempts![0]!.reason))).toBe(
    true
  );

  const trained = await verb('train');
  expect(trained.code).toBe(1);
  expect(JSON.stringify(rowsOf(project, 'failures'))).toMatch(/404|fine_tuning|files/);
});

interface Turn {
  readonly action: { readonly argument: string };
  readonly attempts?: readonly { readonly reason: string }[];
}

function rowsOf(project: string, file: string): Record<string, unknown>[] {
  const lines = readFileSync(join(project, 'r', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}
