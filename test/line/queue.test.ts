import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'bullmq';
import { expect, onTestFinished, test as anyTest } from 'vitest';
import { lastJson, sotopiaPi, started, type Running } from '../support/command';
import { countedWorld, type CountedWorld } from '../support/counted-world';
import { emptyProject } from '../support/project';
import {
  isRedisMissing,
  ownCertificate,
  redisServer,
  type Certificate,
  type RedisServer
} from '../support/redis';

const test = anyTest.skipIf(isRedisMissing);

const small = '--tasks 2 --pairs 2 --evaluation-pairs 1 --repeats 1 --json';
const concurrency = 4;

/** A project with a run whose tasks are written, a world that is asked, and a queue. */
async function prepared(password?: string, certificate?: Certificate) {
  const project = emptyProject();
  const world = await countedWorld(project);
  const redis = await redisServer(password, certificate);
  await written(project, 'r', world.profile);
  const before = world.asked();
  return { project, world, redis, asked: () => world.asked() - before };
}

async function written(project: string, run: string, models: string): Promise<string> {
  const ended = await sotopiaPi(
    ['tasks', '--run', run, '--models', models, ...small.split(' ')],
    project
  );
  expect(ended.code, ended.stderr).toBe(0);
  return (JSON.parse(readFileSync(join(project, run, 'run.json'), 'utf8')) as { id: string }).id;
}

const play = (url: string, ...more: string[]) => [
  ...['play', '--run', 'r', '--json', '--queue', url],
  ...more
];

function worker(project: string, { url }: RedisServer, { profile }: CountedWorld): Running {
  const most = ['--concurrency', `${concurrency}`];
  return started(['worker', '--queue', url, '--models', profile, ...most], project);
}

const episodesOf = (project: string, run = 'r') =>
  readFileSync(join(project, run, 'episodes.jsonl'), 'utf8');

/** The same run, played by one process: its episodes, and how many calls they took. Made once. */
const alone: { run?: Promise<{ episodes: string; calls: number }> } = {};
const playedAlone = () => (alone.run ??= playedHere());

async function playedHere() {
  const project = emptyProject();
  await written(project, 'r', 'rehearsal');
  const before = ledgerOf(project).length;
  const ended = await sotopiaPi(['play', '--run', 'r', '--json'], project);
  expect(ended.code, ended.stderr).toBe(0);
  return { episodes: episodesOf(project), calls: ledgerOf(project).length - before };
}

const ledgerOf = (project: string) =>
  readFileSync(join(project, 'r/ledger.jsonl'), 'utf8').trimEnd().split('\n');

/** Resolves when the world is asked for the so many-th time from now on. */
function asking(world: CountedWorld, times: number): Promise<void> {
  const from = world.asked();
  return new Promise(resolve => {
    world.onCall = number => void (number - from >= times && resolve());
  });
}

test('three workers, one of them killed, and a feeder that was killed: the episodes are those of one process, each once, and only calls in flight are paid twice', async () => {
  const { episodes, calls } = await playedAlone();
  const { project, world, redis, asked } = await prepared();
  const [mortal] = Array.from({ length: 3 }, () => worker(project, redis, world));
  const feeder = started(play(redis.url), project);
  await asking(world, 200);
  feeder.child.kill('SIGKILL');
  const again = started(play(redis.url), project); // feeds a second time what is in the queue
  await asking(world, 200);
  mortal!.child.kill('SIGKILL');
  const ended = await again.ended;
  expect(ended.code, ended.stderr).toBe(0);
  expect(episodesOf(project)).toBe(episodes);
  expect(world.askedAgain()).toBeLessThanOrEqual(concurrency);
  expect(asked() - world.askedAgain()).toBe(calls);
  const left = await redis.client.keys('*:episode-*');
  expect(left).toEqual([]);
});

test('results that are none of a worker’s are refused, counted and listed, and played anew by the next start', async () => {
  const { episodes } = await playedAlone();
  const { project, world, redis } = await prepared();
  const hostile = [
    { version: 2, replies: [], calls: [] },
    { version: 1, replies: [], calls: [] },
    { version: 1, replies: [], calls: [], episode: { id: 'episode-0000000000000000' } },
    { version: 1, replies: [replyFor('episode-0000000000000000')], calls: [] },
    { version: 1, replies: [], calls: [{ ...call, price: -5 }] },
    { version: 1, replies: [], calls: [{ ...call, model: 'another' }] },
    { version: 1, replies: [], calls: [], failure: '\u001b]0;title\u0007'.repeat(5000) },
    { version: 1, replies: 'x'.repeat(17 * 1024 * 1024), calls: [] },
    'a text'
  ];
  const run = (JSON.parse(readFileSync(join(project, 'r/run.json'), 'utf8')) as { id: string }).id;
  const left = [...hostile];
  const done = new Promise<void>(resolve => {
    const stranger = new Worker(
      run,
      async () => {
        const [next] = left.splice(0, 1);
        if (left.length === 0) void stranger.close().then(resolve);
        return next;
      },
      { connection: { port: redis.port, maxRetriesPerRequest: null }, prefix: 'sotopia-pi' }
    );
    onTestFinished(() => stranger.close(true));
  });
  const first = started(play(redis.url), project);
  await done;
  const honest = worker(project, redis, world);
  const ended = await first.ended;
  expect(ended.code, ended.stderr).toBe(1);
  expect(lastJson(ended)).toMatchObject({ failed: hostile.length });
  expect(ended.stderr).toContain(`${hostile.length} results were refused`);
  expect(ended.stderr + ended.stdout).not.toContain('\u001b');
  const second = await sotopiaPi(play(redis.url), project);
  expect(second.code, second.stderr).toBe(0);
  expect(episodesOf(project)).toBe(episodes);
  honest.child.kill('SIGKILL');
});

const replyFor = (id: string) => {
  const purpose = `${id}/turn 0/attempt 1`;
  return { version: 1, purpose, prompt: '0', text: '{}', cutOff: false };
};
const tokens = { promptTokens: 1, completionTokens: 1 };
const call = {
  ...{ purpose: 'x', model: 'rehearsal-expert', attempt: 1, outcome: 'ok' },
  ...tokens,
  price: 0,
  latencyMs: 1
};

test('a worker that is interrupted gives its episodes back at once; so does the one who feeds', async () => {
  const { project, world, redis } = await prepared();
  const key = (await redis.client.keys('*'))[0];
  expect(key).toBeUndefined();
  world.answering = () => new Promise(() => undefined);
  const first = worker(project, redis, world);
  const asked = asking(world, concurrency);
  const feeder = started(play(redis.url), project);
  await asked;
  first.child.kill('SIGINT');
  expect((await first.ended).code).toBe(130);
  expect(await underWay(redis)).toEqual([]);
  feeder.child.kill('SIGINT');
  const ended = await feeder.ended;
  expect(ended.code, ended.stderr).toBe(130);
  expect(ended.stderr).toContain('play --queue …');
  // nothing is left but what the calls that were cut off may have cost, for whoever goes on
  const left = await redis.client.keys('*:episode-*');
  expect(left).toHaveLength(concurrency);
  for (const key of left) {
    expect(key).toMatch(/^sotopia-pi-notes:.*:calls$/);
    const calls = await redis.client.lrange(key, 0, -1);
    expect(calls.map(call => JSON.parse(call) as object)).toMatchObject([
      { outcome: 'interrupted' }
    ]);
  }
});

async function underWay({ client }: RedisServer): Promise<string[]> {
  const [key] = await client.keys('sotopia-pi:*:active');
  return key === undefined ? [] : client.lrange(key, 0, -1);
}

test('what workers had begun when the feeder was stopped is collected by the next start', async () => {
  const { episodes, calls } = await playedAlone();
  const { project, world, redis, asked } = await prepared();
  let free: () => void = () => undefined;
  const gate = new Promise<void>(resolve => (free = resolve));
  const { models } = world;
  world.answering = async request => {
    await gate;
    return models(request);
  };
  const hand = worker(project, redis, world);
  const begun = asking(world, concurrency);
  const feeder = started(play(redis.url), project);
  await begun;
  feeder.child.kill('SIGINT');
  await feeder.ended;
  free();
  const ended = await sotopiaPi(play(redis.url), project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(episodesOf(project)).toBe(episodes);
  expect(asked()).toBe(calls);
  hand.child.kill('SIGKILL');
});

test('a worker leaves a run to others when its own profile has other models, and says so', async () => {
  const { project, world, redis } = await prepared();
  const profile = JSON.parse(readFileSync(world.profile, 'utf8')) as {
    models: { expert: { temperature: number } };
  };
  profile.models.expert.temperature = 0.25;
  const other = join(project, 'other.json');
  writeFileSync(other, JSON.stringify(profile));
  const feeder = started(play(redis.url), project);
  const hand = worker(project, redis, { ...world, profile: other });
  await printed(hand, /left to others: .*expert .*0\.25.* here/);
  const named = started(['worker', '--queue', redis.url], project);
  await printed(named, /left to others: .*expected a profile counted on this machine/);
  await written(project, 'copy', world.profile);
  const before = world.asked();
  const elsewhere = await sotopiaPi(['play', '--run', 'copy', '--queue', redis.url], project);
  expect(elsewhere.stderr).toContain('expected to be the only one who feeds run-');
  expect(elsewhere.code).toBe(2);
  expect(world.asked()).toBe(before);
  feeder.child.kill('SIGKILL');
});

/** Waits until a command has printed something. */
function printed(command: Running, wanted: RegExp): Promise<void> {
  return new Promise(resolve => {
    const look = () => void (wanted.test(command.printed()) && resolve());
    command.child.stderr!.on('data', look);
    look();
  });
}

test('a budget stops the run; what workers had under way is kept, and a higher one goes on', async () => {
  const { episodes } = await playedAlone();
  const { project, world, redis, asked } = await prepared();
  const hand = worker(project, redis, world);
  const spent = await sotopiaPi(play(redis.url, '--max-calls', '120'), project);
  expect(spent.code, spent.stderr).toBe(1);
  expect(spent.stderr).toContain('[lab/budget] expected to stay within 120 calls');
  const most = 120 + concurrency * 2 * 20 * 2; // one episode each, and the next before word comes
  expect(asked()).toBeLessThan(most);
  const ended = await sotopiaPi(play(redis.url), project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(episodesOf(project)).toBe(episodes);
  hand.child.kill('SIGKILL');
});

test('the password of a queue comes from the environment and stands nowhere', async () => {
  const password = 'plänted/sëcret 42';
  const { project, world, redis } = await prepared(password);
  const env = { SOTOPIA_PI_QUEUE: redis.url };
  const hand = started(['worker', '--queue', '--models', world.profile], project, env);
  const ended = await sotopiaPi(['play', '--run', 'r', '--json', '--queue'], project, env);
  expect(ended.code, ended.stderr).toBe(0);
  const wrong = { SOTOPIA_PI_QUEUE: redis.url.replace('42', '43') };
  const refused = await sotopiaPi(['worker'], project, wrong);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/\[edge\/queue\] expected a Redis at .*WRONGPASS/);
  hand.child.kill('SIGINT');
  const said = [ended.stdout, ended.stderr, refused.stderr, (await hand.ended).stderr];
  const files = readdirSync(join(project, 'r'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const stored = JSON.stringify(await redis.client.hgetall('sotopia-pi-runs'));
  for (const text of [...said, ...files, stored]) {
    expect(text).not.toMatch(/plänted|pl%C3%A4nted|s%C3%ABcret|sëcret/);
  }
});

test('an encrypted queue is used by whoever knows its certificate, and by nobody else', async () => {
  const certificate = ownCertificate();
  const { project, world, redis } = await prepared('sëcret', certificate);
  const env = { SOTOPIA_PI_QUEUE: redis.url, NODE_EXTRA_CA_CERTS: certificate.file };
  const hand = started(['worker', '--queue', '--models', world.profile], project, env);
  const ended = await sotopiaPi(['play', '--run', 'r', '--json', '--queue'], project, env);
  expect(ended.code, ended.stderr).toBe(0);
  expect(episodesOf(project)).toBe((await playedAlone()).episodes);
  hand.child.kill('SIGINT');
  await hand.ended;
  const stranger = await sotopiaPi(['worker', '--queue', redis.url], project);
  expect(stranger.code).toBe(2);
  expect(stranger.stderr).toMatch(/\[edge\/queue\] expected a Redis at .*certificate/);
});

test('the number of a database that a Redis does not have is refused', async () => {
  const { url } = await redisServer();
  const ended = await sotopiaPi(['worker', '--queue', `${url}/99`], emptyProject());
  expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('out of range')]);
});

test('a queue that is refused leaves no run folder', async () => {
  const project = emptyProject();
  const ended = await sotopiaPi(['play', '--run', 'r', '--queue', 'redis://far:6379'], project);
  expect([ended.code, readdirSync(project).includes('r')]).toEqual([2, false]);
  expect(ended.stderr).toContain('expected rediss:// beyond this machine');
});
