import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { randomFrom } from '../../kernel-lib/src/base/random';
import { lastJson, sotopiaPi, started, startedWithin } from '../support/command';
import { countedWorld, type CountedWorld } from '../support/counted-world';
import { emptyProject, roomsOf } from '../support/project';
import { isLong } from '../support/long';

const concurrency = 4;
const small = `--tasks 2 --pairs 2 --evaluation-pairs 1 --repeats 1 --json --concurrency ${concurrency}`;
const quickSeeds = [1, 2, 3];
const longSeeds = Array.from({ length: 50 }, (_, i) => i + 1);
const seeds = isLong ? longSeeds : quickSeeds;

const running = (run: string, ...more: string[]) => [
  'run',
  '--run',
  run,
  ...small.split(' '),
  ...more
];

/** A run that nobody disturbed: its files, and how many calls it took. Made once. */
const calm: { run?: Promise<{ rooms: Record<string, string>; calls: number }> } = {};
const calmRun = () => (calm.run ??= undisturbed(emptyProject()));

async function undisturbed(project: string) {
  const ended = await sotopiaPi(running('calm'), project);
  expect(ended.code, ended.stderr).toBe(0);
  return { rooms: roomsOf(join(project, 'calm')), calls: lastJson(ended)['calls'] as number };
}

test('killed at any moment, a run goes on in the middle of its dialogues; only calls in flight are paid twice', async () => {
  const { calls } = await calmRun();
  const project = emptyProject();
  const world = await countedWorld(project);
  const moments = seeds.map(seed => 1 + randomFrom('kill', seed).int(calls - 1));
  for (const moment of moments.sort((a, b) => a - b)) {
    const mortal = started(running('killed', '--models', world.profile), project);
    world.onCall = number => void (number >= moment && mortal.child.kill('SIGKILL'));
    expect((await mortal.ended).signal).toBe('SIGKILL');
  }
  world.onCall = () => undefined;
  await expectRest(world, { project, run: 'killed', stops: moments.length });
  expect(readdirSync(join(project, 'killed/journal'))).toEqual([]);
});

test('whatever ends of its files a power loss takes, the resumed run is the same', async () => {
  const { calls, rooms } = await calmRun();
  const project = emptyProject();
  const world = await countedWorld(project);
  for (const seed of seeds) {
    const random = randomFrom('power', seed);
    const moment = world.asked() + 1 + random.int(calls / seeds.length);
    const mortal = started(running('dark', '--models', world.profile), project);
    world.onCall = number => void (number >= moment && mortal.child.kill('SIGKILL'));
    await mortal.ended;
    for (const path of growing(join(project, 'dark'))) {
      const { size } = statSync(path);
      truncateSync(path, size - random.int(Math.min(size, 20_000) + 1));
    }
  }
  world.onCall = () => undefined;
  const ended = await sotopiaPi(running('dark', '--models', world.profile), project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(roomsOf(join(project, 'dark'))).toEqual(rooms);
});

/** The files of a run that only grow while a stage is made, and so may lose their ends. */
function growing(run: string): string[] {
  const names = ['episodes', 'ratings', 'ledger', 'journal/episodes', 'journal/ratings'];
  const more = ['journal/tasks.replies', 'journal/episodes.replies', 'journal/ratings.replies'];
  return [...names, ...more].map(name => join(run, `${name}.jsonl`)).filter(existsSync);
}

test('files that may not grow stop a run with a clear error; afterwards it goes on', async () => {
  const project = emptyProject();
  const world = await countedWorld(project);
  const args = running('full', '--models', world.profile);
  for (const kibibytes of [2, 40, 100]) {
    const stopped = await startedWithin(kibibytes, args, project).ended;
    expect(stopped.code, stopped.stderr).toBe(3);
    expect(stopped.stderr).toMatch(/EFBIG: file too large.*(Make|make) room/s);
  }
  await expectRest(world, { project, run: 'full', stops: 3 });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!canMount)(
  'a full disk stops a run with a clear error; afterwards it goes on',
  async () => {
    const project = emptyProject();
    const world = await countedWorld(project);
    const disk = join(project, 'disk');
    mkdirSync(disk);
    const mount = (...more: string[]) =>
      spawnSync('mount', ['-t', 'tmpfs', ...more, 'tmpfs', disk]);
    expect(mount('-o', 'size=24k').status).toBe(0);
    onTestFinished(() => void spawnSync('umount', [disk]));
    const args = running('disk/full', '--models', world.profile);
    for (const size of ['24k', '200k', '700k']) {
      mount('-o', `remount,size=${size}`);
      const stopped = await sotopiaPi(args, project);
      expect(stopped.code, stopped.stderr).toBe(3);
      expect(stopped.stderr).toMatch(/ENOSPC: no space left.*(Make|make) room/s);
    }
    mount('-o', 'remount,size=1g');
    await expectRest(world, { project, run: 'disk/full', stops: 3 });
  }
);

/** Goes on with a run that was stopped, and compares it with the one that nobody disturbed. */
async function expectRest(
  world: CountedWorld,
  { project, run, stops }: { project: string; run: string; stops: number }
): Promise<void> {
  const { calls, rooms } = await calmRun();
  const ended = await sotopiaPi(running(run, '--models', world.profile), project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(roomsOf(join(project, run))).toEqual(rooms);
  expect(world.askedAgain()).toBeLessThanOrEqual(stops * concurrency);
  expect(world.asked() - world.askedAgain()).toBe(calls);
}

test('a second process on the same folder is told who holds it, and asks nothing', async () => {
  const project = emptyProject();
  const world = await countedWorld(project);
  world.answering = () => new Promise(() => undefined);
  const asked = new Promise<void>(resolve => {
    world.onCall = number => void (number === concurrency && resolve());
  });
  const first = started(running('r', '--models', world.profile), project);
  await asked;
  const before = world.asked();
  const second = await sotopiaPi(running('r', '--models', world.profile), project);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`got "process ${first.child.pid} on `);
  expect(world.asked()).toBe(before);
  first.child.kill('SIGKILL');
  await first.ended;
  world.answering = undefined;
  const third = await sotopiaPi(
    ['tasks', '--run', 'r', '--models', world.profile, '--json'],
    project
  );
  expect(third.code, third.stderr).toBe(0);
});
