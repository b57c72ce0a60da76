import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plotlyMime } from '../../kernel-lib/src/edge/notebook/figure';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { countingServer, profileOn } from '../support/counting-server';
import { emptyFolder } from '../support/folder';
import { startedKernel, type Kernel } from '../support/kernel';

const theImport = "import * as pi from 'sotopia-pi';";

/** A kernel of the test's own, in which nothing has been run. */
async function bareKernel(): Promise<Kernel> {
  const kernel = await startedKernel();
  onTestFinished(kernel.end);
  return kernel;
}

async function readyKernel(): Promise<Kernel> {
  const kernel = await bareKernel();
  expect(await kernel.run(theImport)).toMatchObject({ status: 'ok', stderr: '' });
  return kernel;
}

/** The code of a cell that opens a small run in a folder of its own. */
function opening(more = ''): string {
  const settings = `{ tasks: 2, pairs: 2, evaluationPairs: 1, repeats: 1${more} }`;
  return `const run = pi.openRun(${JSON.stringify(emptyFolder())}, ${settings});`;
}

test('the import loads no heavy package', async () => {
  const kernel = await readyKernel();
  const { stdout } = await kernel.run('console.log(Object.keys(require.cache).join("\\n"))');
  const packages = [...stdout.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(
    ([, name]) => name
  );
  expect(stdout).toContain('kernel-lib/dist/index.cjs');
  const heavy = [
    'openai',
    'danfojs-node',
    '@tensorflow/tfjs',
    'plotly.js-basic-dist-min',
    'undici'
  ];
  expect(heavy.filter(name => packages.includes(name))).toEqual([]);
});

describe('in one kernel', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await startedKernel();
    await kernel.run(theImport);
  });
  afterAll(() => kernel.end());

  test.each([
    ['pi.show(5);', 'not assignable to parameter of type'],
    ["pi.openRun('x', { tasks: 'two' });", "'string' is not assignable to type 'number'"],
    ["pi.openRun('x', { taks: 2 });", 'taks'],
    ['const n: number = pi.defaultSettings.models;', "'string' is not assignable to type 'number'"],
    ["const t: pi.Turn = { speaker: 'Ava' };", 'speaker'],
    ['const e: pi.Episode = {} as pi.Rating;', 'missing the following properties'],
    ["pi.endingOf([], ['Ava'], { maxTurns: '20', maxStaleTurns: 2 });", "'string'"]
  ])('a cell that passes a wrong type is rejected: %s', async (code, message) => {
    const { status, stderr } = await kernel.run(code);
    expect(status).toBe('error');
    expect(stderr).toContain(message);
  });

  test('a value keeps its type from cell to cell', async () => {
    await kernel.run('const talks: readonly pi.Episode[] = []; const one: pi.Episode = undefined;');
    for (const code of [
      'talks.includes(one);',
      'const age = (talk: pi.Episode): number => talk.cast[1].age;',
      'const first: pi.Task = talks.map(talk => talk.task)[0];',
      'const words = (turn: pi.Turn): string => turn.action.argument;'
    ]) {
      expect(await kernel.run(code)).toMatchObject({ status: 'ok', stderr: '' });
    }
    const { stderr } = await kernel.run('const age: string = talks[0].cast[1].age;');
    expect(stderr).toContain("'number' is not assignable to type 'string'");
  });
});

test('a shown episode is one output in three forms, marked as a rehearsal, with its run', async () => {
  const kernel = await readyKernel();
  await kernel.run(opening());
  await kernel.run('await pi.writeTasks(run); await pi.playEpisodes(run);');
  const { displays } = await kernel.run('pi.show(run.rows(pi.tables.episodes)[0]);');
  expect(displays).toHaveLength(1);
  const { data } = displays[0]!;
  expect(Object.keys(data)).toEqual([
    'application/vnd.sotopia.transcript.v1+json',
    'text/html',
    'text/plain'
  ]);
  expect(data['application/vnd.sotopia.transcript.v1+json']).toMatchObject({ rehearsal: true });
  expect(data['text/html']).toContain('Rehearsal: simulated models');
  expect(data['text/plain']).toMatch(/^\[Rehearsal: simulated models\]\nScenario: /);
});

test('a figure of one’s own is one output; numbers of a simulated run carry its mark', async () => {
  const kernel = await readyKernel();
  await kernel.run(opening());
  await kernel.run('await pi.writeTasks(run); await pi.playEpisodes(run);');
  const lengths = 'run.rows(pi.tables.episodes).map(episode => episode.turns.length)';
  const { displays } = await kernel.run(`await pi.plot([{ type: 'histogram', x: ${lengths} }]);`);
  expect(displays).toHaveLength(1);
  expect(Object.keys(displays[0]!.data).sort()).toEqual([plotlyMime, 'text/html', 'text/plain']);
  expect(displays[0]!.data['text/plain']).toMatch(/^\[Rehearsal: simulated models\]\n/);
  const plain = await kernel.run(`await pi.plot({ data: [{ y: [1, 2] }], layout: {} });`);
  expect(plain.displays[0]!.data['text/plain']).toMatch(/^Figure\n/);
});

test('progress is one output, replaced in place, and says nothing of time once it is finished', async () => {
  const kernel = await readyKernel();
  await kernel.run(opening());
  const work = 'await pi.writeTasks(run); await pi.playEpisodes(run);';
  const { displays } = await kernel.run(work);
  expect(new Set(displays.map(({ id }) => id)).size).toBe(1);
  expect(displays.filter(({ isUpdate }) => !isUpdate)).toHaveLength(1);
  expect(displays.some(({ data }) => / left · /.test(String(data['text/plain'])))).toBe(true);
  const last = displays.at(-1)!.data['text/plain'];
  expect(last).toBe('write tasks: done · cost 0.00\nplay episodes: done · cost 0.00');
  const again = await kernel.run(work);
  expect(again.displays.at(-1)!.data['text/plain']).toBe(last);
});

test('the first cell can be run again', async () => {
  const kernel = await readyKernel();
  const open = opening();
  for (let times = 0; times < 2; times++) {
    expect(await kernel.run(open)).toMatchObject({ status: 'ok', stderr: '' });
  }
});

test('interrupting a cell ends its calls within a second, and the next cell runs and goes on', async () => {
  const server = await countingServer(100);
  const profile = join(emptyFolder(), 'profile.json');
  writeFileSync(profile, JSON.stringify(profileOn(server.url)));
  const kernel = await readyKernel();
  await kernel.run(opening(`, models: ${JSON.stringify(profile)}`));
  await kernel.run('await pi.writeTasks(run);');

  const playing = kernel.run('await pi.playEpisodes(run);');
  await expect.poll(() => server.asked(), { timeout: 20_000 }).toBeGreaterThan(50);
  expect(server.waiting()).toBeGreaterThan(1);
  kernel.interrupt();
  expect((await playing).status).toBe('error');
  await expect.poll(() => server.waiting(), { timeout: 1000 }).toBe(0);
  const asked = server.asked();
  const next = await kernel.run('await new Promise(done => setTimeout(() => done("ran"), 1000))');
  expect(next.stdout).toBe('ran\n');
  expect(server.asked()).toBe(asked);

  const goingOn = kernel.run('await pi.playEpisodes(run);');
  await expect.poll(() => server.asked(), { timeout: 20_000 }).toBeGreaterThan(asked + 50);
  kernel.interrupt();
  expect((await goingOn).status).toBe('error');
});

test('a table is a DataFrame, and shows as a table', async () => {
  const kernel = await readyKernel();
  const rows = '[{ model: "a", goal: 2 }, { model: "a", goal: 4 }, { model: "b", goal: 5 }]';
  const { displays, stderr } = await kernel.run(
    `pi.show(pi.table(${rows}).groupby(['model']).col(['goal']).mean());`
  );
  expect(stderr).toBe('');
  expect(displays[0]!.data['text/plain']).toBe(
    'model  goal_mean\na              3\nb              5'
  );
});
