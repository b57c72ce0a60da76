import type { Handler } from '../../kernel-lib/src/base/handler';
import { jsonIn } from '../../kernel-lib/src/base/json';
import { pick, randomFrom, seedFrom, shuffle, type Random } from '../../kernel-lib/src/base/random';
import { Action, actionText } from '../../kernel-lib/src/episode/schema';
import { usualRoom, writtenTask, type Room } from '../../kernel-lib/src/rehearsal/write';

/** A compact line of the method for the tests of the rehearsal world: it knows its server by text alone. */
export interface LineTask {
  readonly id: string;
  readonly scenario: string;
  readonly goals: readonly [string, string];
  readonly pairs: readonly LinePair[];
}

export interface LinePair {
  readonly names: readonly [string, string];
  readonly secrets: readonly [string, string];
  readonly relation: string;
}

export interface Talk {
  /** The record that judge, raters and truth read. */
  readonly text: string;
  readonly prompts: readonly string[];
  readonly actions: readonly Action[];
  readonly calls: number;
  /** Replies that were no action. */
  readonly bad: number;
}

export interface LineRow {
  readonly prompt: string;
  readonly completion: string;
}

const people = ['Ana', 'Ben', 'Chloe', 'David', 'Elif', 'Femi', 'Grace', 'Hugo', 'Ines', 'Jonas'];
const families = ['Reed', 'Okoye', 'Silva', 'Novak', 'Hart', 'Lind', 'Costa', 'Moran'];
const secrets = [
  'I lost my job last month',
  'I failed the final exam',
  'Secretly owes money to an aunt'
];
const relations = ['strangers', 'acquaintances', 'friends', 'family members'];
const who = ['my roommate', 'a neighbour', 'Tracy', 'my brother', 'a colleague', 'Remy', 'my aunt'];
const what = [
  'selling a bike that was a gift',
  'not sharing food at the table',
  'asking for help with moving house',
  'being upset about a forgotten birthday',
  'playing loud music at night',
  'planning a trip without asking',
  'reading a private diary',
  'wanting to borrow money again',
  'telling a lie about work',
  'bringing a dog to a party',
  'standing too close in a queue'
];

/** Tasks with their pairs of characters, all different by seed and set. */
export function lineTasks(
  seed: number,
  set: string,
  { n, pairs, room = usualRoom }: { n: number; pairs: number; room?: Room }
): LineTask[] {
  return Array.from({ length: n }, (_, i) => {
    const random = randomFrom('line', seed, set, i);
    const inspiration = `${pick(who, random)} ${pick(what, random)}`;
    const { scenario, goals } = writtenTask(inspiration, random, room);
    const cast = Array.from({ length: pairs }, () => pairOf(random));
    return { id: `${set}-${i}`, scenario, goals, pairs: cast };
  });
}

function pairOf(random: Random): LinePair {
  const [first, second] = shuffle(people, random);
  return {
    names: [`${first} ${pick(families, random)}`, `${second} ${pick(families, random)}`],
    secrets: [pick(secrets, random), pick(secrets, random)],
    relation: pick(relations, random)
  };
}

/** An agent's prompt with the labels that our own prompts have. */
export function agentPromptText(
  task: Pick<LineTask, 'scenario' | 'goals'>,
  pair: LinePair,
  seat: 0 | 1,
  actions: readonly Action[]
): string {
  const me = pair.names[seat];
  return [
    `Imagine being ${me}, and try hard to reach the goal.`,
    ...headingLines(task, pair, seat),
    ...historyLines(pair, actions, 0),
    `You are at Turn #${actions.length}.`,
    'Your available action types are none, speak, non-verbal communication, action and leave.',
    'Answer with JSON only: {"action_type": "...", "argument": "..."}'
  ].join('\n');
}

/** The record of a talk. */
export function recordText(
  task: Pick<LineTask, 'scenario' | 'goals'>,
  pair: LinePair,
  actions: readonly Action[]
): string {
  return [...headingLines(task, pair, undefined), ...historyLines(pair, actions, 1)].join('\n');
}

function headingLines(
  task: Pick<LineTask, 'scenario' | 'goals'>,
  { names, secrets, relation }: LinePair,
  seat: 0 | 1 | undefined
): string[] {
  const sees = (other: number) => seat === undefined || seat === other;
  const named = (text: string) =>
    text.replaceAll('Agent 1', names[0]).replaceAll('Agent 2', names[1]);
  return [
    `Scenario: ${named(task.scenario)}`,
    `Participants: ${names[0]} and ${names[1]} (${relation})`,
    ...names.map((name, i) => `${name}'s background: ${sees(i) ? 'A person.' : 'Unknown'}`),
    ...names.flatMap((name, i) => (sees(i) ? [`${name}'s secret: ${secrets[i]}`] : [])),
    ...names.map((name, i) => `${name}'s goal: ${sees(i) ? named(task.goals[i]!) : 'Unknown'}`),
    'Conversation starts:'
  ];
}

function historyLines({ names }: LinePair, actions: readonly Action[], from: number): string[] {
  return actions.flatMap((action, i) =>
    action.action_type === 'none' ? [] : [`Turn #${i + from}: ${actionText(names[i % 2]!, action)}`]
  );
}

/** The text of a chat completion's first choice. */
export async function said(
  handler: Handler,
  model: string,
  prompt: string,
  options: { seed: number; temperature?: number }
): Promise<string> {
  const messages = [{ role: 'user', content: prompt }];
  const body = { model, messages, ...options };
  const answer = await handler({ method: 'POST', path: '/v1/chat/completions', body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
  const { choices } = answer.json as { choices: { message: { content: string } }[] };
  return choices[0]!.message.content;
}

const maxTurns = 20;
const maxStaleTurns = 2;
const maxAttempts = 5;

/** Plays one talk: at most 20 turns, until someone leaves or three turns in a row are silent. */
export async function playTalk(
  handler: Handler,
  { task, pair, models }: { task: LineTask; pair: LinePair; models: readonly [string, string] },
  key: string,
  temperature = 1
): Promise<Talk> {
  const actions: Action[] = [];
  const prompts: string[] = [];
  let calls = 0;
  let stale = 0;
  while (actions.length < maxTurns && stale <= maxStaleTurns) {
    const seat = (actions.length % 2) as 0 | 1;
    const prompt = agentPromptText(task, pair, seat, actions);
    let action: Action | undefined;
    for (let attempt = 0; attempt < maxAttempts && !action; attempt++) {
      const seed = seedFrom(key, actions.length, attempt);
      calls++;
      action = actionIn(await said(handler, models[seat], prompt, { seed, temperature }));
    }
    prompts.push(prompt);
    actions.push(action ?? { action_type: 'none', argument: '' });
    stale = actions.at(-1)!.action_type === 'none' ? stale + 1 : 0;
    if (actions.at(-1)!.action_type === 'leave') break;
  }
  const bad = calls - actions.length;
  return { text: recordText(task, pair, actions), prompts, actions, calls, bad };
}

function actionIn(reply: string): Action | undefined {
  const found = jsonIn(reply);
  return 'value' in found ? Action.safeParse(found.value).data : undefined;
}

/** What a judge or a simulated rater says of one side: a reason and a score on each dimension. */
export type SideEvaluation = Readonly<Record<string, readonly [reason: string, score: number]>>;

/** What a judge or a simulated rater says of both sides. */
export async function evaluationsBy(
  handler: Handler,
  model: string,
  text: string,
  seed: number
): Promise<[SideEvaluation, SideEvaluation]> {
  const prompt = `${text}\nHow did each side do? Answer as JSON: {"agent_1_evaluation": …}`;
  const reply = JSON.parse(await said(handler, model, prompt, { seed, temperature: 0 })) as Record<
    'agent_1_evaluation' | 'agent_2_evaluation',
    SideEvaluation
  >;
  return [reply.agent_1_evaluation, reply.agent_2_evaluation];
}

/** The goal scores of both sides by a judge or a simulated rater. */
export async function goalsBy(
  handler: Handler,
  model: string,
  text: string,
  seed: number
): Promise<[number, number]> {
  const [first, second] = await evaluationsBy(handler, model, text, seed);
  return [first['goal']![1], second['goal']![1]];
}

/** The true scores of both sides. */
export async function truthAbout(handler: Handler, text: string): Promise<TrueScores> {
  const body = { text };
  const answer = await handler({ method: 'POST', path: '/v1/rehearsal/truth', body });
  return answer.json as TrueScores;
}

export interface TrueScores {
  readonly scores: readonly [Record<string, number>, Record<string, number>];
  readonly deal?: { readonly by: 0 | 1; readonly shares: readonly [number, number] };
}

/** A talk with the judge's goal scores. */
export interface JudgedTalk {
  readonly talk: Talk;
  readonly goals: readonly [number, number];
}

/** Every pair of every task once, played by one model and judged; grouped by task. */
export async function collected(
  handler: Handler,
  tasks: readonly LineTask[],
  { model, judge = 'rehearsal-judge', key }: { model: string; judge?: string; key: string }
): Promise<JudgedTalk[][]> {
  const groups: JudgedTalk[][] = [];
  for (const task of tasks) {
    const group: JudgedTalk[] = [];
    for (const [i, pair] of task.pairs.entries()) {
      const plan = { task, pair, models: [model, model] as const };
      const talk = await playTalk(handler, plan, `${key}/${task.id}/${i}`);
      const goals = await goalsBy(handler, judge, talk.text, seedFrom(key, task.id, i));
      group.push({ talk, goals });
    }
    groups.push(group);
  }
  return groups;
}

/** The same talks as another judge sees them. */
export async function rejudged(
  handler: Handler,
  groups: readonly (readonly JudgedTalk[])[],
  { judge, key }: { judge: string; key: string }
): Promise<JudgedTalk[][]> {
  return Promise.all(
    groups.map((group, t) =>
      Promise.all(
        group.map(async ({ talk }, i) => ({
          talk,
          goals: await goalsBy(handler, judge, talk.text, seedFrom(key, t, i))
        }))
      )
    )
  );
}

/** The rows of the best, worst or any `k` talks of each task and seat. */
export function selectedRows(
  groups: readonly (readonly JudgedTalk[])[],
  how: 'top' | 'bottom' | 'random',
  k: number,
  random: Random
): LineRow[] {
  const direction = { top: -1, bottom: 1, random: 0 }[how];
  return groups.flatMap(group =>
    ([0, 1] as const).flatMap(seat =>
      shuffle(group, random)
        .sort((a, b) => direction * (a.goals[seat] - b.goals[seat]))
        .slice(0, k)
        .flatMap(({ talk }) => rowsOf(talk, seat))
    )
  );
}

/** The training rows of one seat; silent turns are left out. */
export function rowsOf({ prompts, actions }: Talk, seat: 0 | 1): LineRow[] {
  return actions.flatMap((action, i) =>
    i % 2 === seat && action.action_type !== 'none'
      ? [{ prompt: prompts[i]!, completion: JSON.stringify(action) }]
      : []
  );
}

/** The same prompts with each other's completions. */
export function withShuffledCompletions(rows: readonly LineRow[], random: Random): LineRow[] {
  const completions = shuffle(
    rows.map(row => row.completion),
    random
  );
  return rows.map(({ prompt }, i) => ({ prompt, completion: completions[i]! }));
}

export interface JobState {
  readonly id: string;
  readonly status: string;
  readonly fine_tuned_model: string | null;
}

/** Rows as a training file. */
export function trainingFile(rows: readonly LineRow[]): string {
  return rows
    .map(({ prompt, completion }) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: prompt },
          { role: 'assistant', content: completion }
        ]
      })
    )
    .join('\n');
}

/** Trains a model through the fine-tuning API and returns its name. */
export async function trainedModel(
  handler: Handler,
  start: string,
  rows: readonly LineRow[],
  { seed, suffix, hyperparameters }: { seed: number; suffix: string; hyperparameters?: object }
): Promise<string> {
  const form = new Map([
    ['file', trainingFile(rows)],
    ['purpose', 'fine-tune']
  ]);
  const file = (await handler({ method: 'POST', path: '/v1/files', form })).json as { id: string };
  const body = { model: start, training_file: file.id, suffix, seed, hyperparameters };
  const path = '/v1/fine_tuning/jobs';
  let job = (await handler({ method: 'POST', path, body })).json as JobState;
  for (let polls = 0; polls < 5 && job.status !== 'succeeded'; polls++) {
    job = (await handler({ method: 'GET', path: `${path}/${job.id}` })).json as JobState;
  }
  if (!job.fine_tuned_model) throw new Error(`the job is ${JSON.stringify(job)}`);
  return job.fine_tuned_model;
}

/** One value per talk: the goal of the model in question. */
export interface Evaluation {
  readonly judged: number[];
  readonly rated: number[];
  readonly true: number[];
  /** By judges that credit fine words otherwise. */
  readonly judgedWithout: number[];
  readonly judgedReversed: number[];
  readonly deals: number[];
  /** The task of each talk. */
  readonly tasks: string[];
}

/** A model against the partner on tasks, in both seats, by judges, two simulated raters and truth. */
export async function evaluated(
  handler: Handler,
  tasks: readonly LineTask[],
  { model, key, repeats, temperature = 1 }: EvaluationPlan
): Promise<Evaluation> {
  const found: Evaluation = {
    ...{ judged: [], rated: [], true: [], judgedWithout: [], judgedReversed: [] },
    ...{ deals: [], tasks: [] }
  };
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const task of tasks) {
      for (const [i, pair] of task.pairs.entries()) {
        for (const seat of [0, 1] as const) {
          const other = 'rehearsal-partner';
          const models = seat === 0 ? ([model, other] as const) : ([other, model] as const);
          const name = `${key}/${task.id}/${i}/${seat}/${repeat}`;
          const talk = await playTalk(handler, { task, pair, models }, name, temperature);
          found.tasks.push(task.id);
          await score(handler, found, talk, seat, name);
        }
      }
    }
  }
  return found;
}

export interface EvaluationPlan {
  readonly model: string;
  readonly key: string;
  readonly repeats: number;
  readonly temperature?: number;
}

async function score(
  handler: Handler,
  found: Evaluation,
  { text }: Talk,
  seat: 0 | 1,
  name: string
): Promise<void> {
  const by = async (model: string, seed: number) =>
    (await goalsBy(handler, model, text, seed))[seat];
  const { scores, deal } = await truthAbout(handler, text);
  const seed = seedFrom(name);
  found.judged.push(await by('rehearsal-judge', seed));
  found.judgedWithout.push(await by('rehearsal-judge-without-credit', seed));
  found.judgedReversed.push(await by('rehearsal-judge-reversed', seed));
  const raters = [await by('rehearsal-rater', seedFrom(name, 1))];
  raters.push(await by('rehearsal-rater', seedFrom(name, 2)));
  found.rated.push(mean(raters));
  found.true.push(scores[seat]['goal']!);
  found.deals.push(deal ? 1 : 0);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
