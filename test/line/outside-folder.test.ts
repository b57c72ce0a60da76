import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { program, sotopiaPi, started, startedBy, type Running } from '../support/command';
import { countedWorld, type CountedWorld } from '../support/counted-world';
import { isLong } from '../support/long';
import { noPidNamespace, unshared } from '../support/pid-namespace';
import { emptyProject } from '../support/project';

const small = '--tasks 2 --pairs 1 --evaluation-pairs 1 --repeats 1 --json'.split(' ');
const verb = (name: string, world: CountedWorld, run = 'r') => [
  ...[name, '--run', run, '--models', world.profile],
  ...(name === 'status' ? [] : small)
];

/** A project with a world that never answers, so that whoever begins a run holds it until killed. */
async function silentWorld() {
  const project = emptyProject();
  const world = await countedWorld(project);
  world.answering = () => new Promise(() => undefined);
  return { project, world };
}

/** Resolves at the next call to a model: by then the caller holds its run folder. */
function called(world: CountedWorld): Promise<void> {
  return new Promise(resolve => (world.onCall = () => resolve()));
}

async function killed({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

test('of processes that start together on a new folder one works, and the others learn who', async () => {
  const { project, world } = await silentWorld();
  const all = [1, 2, 3].map(() => started(verb('tasks', world), project));
  const over = new Set<Running>();
  const refused = all.map(each => each.ended.then(end => over.add(each) && end));
  const first = await Promise.race(refused);
  const second = await Promise.race(all.filter(each => !over.has(each)).map(each => each.ended));
  const [holder] = all.filter(each => each.child.exitCode === null);
  for (const end of [first, second]) {
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('[lab/lock] expected no other process to write');
    expect(end.stderr).toContain(`process ${holder!.child.pid} on ${hostname()}, since 20`);
  }
  await killed(holder!);
});

test('a killed process frees its folder at once; others look at it, and copy it, while it works', async () => {
  const { project, world } = await silentWorld();
  mkdirSync(join(project, 'r'));
  writeFileSync(join(project, 'r/run.json.0a1b2c3d.tmp'), '{"version":'); // killed earlier
  writeFileSync(join(project, 'r/run.lock'), '');
  for (let round = 0; round < 3; round++) {
    const call = called(world);
    const holder = started(verb('tasks', world), project);
    await Promise.race([call, holder.ended]);
    expect(holder.printed()).not.toContain('[lab/lock]');
    if (round === 0) {
      const status = await sotopiaPi(verb('status', world), project);
      expect(status.code, status.stderr).toBe(0);
      cpSync(join(project, 'r'), join(project, 'copy'), { recursive: true });
    }
    holder.child.kill('SIGKILL'); // and the next one starts without waiting for the end of this one
  }
  world.answering = undefined;
  for (const run of ['r', 'copy']) {
    const ended = await sotopiaPi(verb('tasks', world, run), project);
    expect(ended.code, ended.stderr).toBe(0);
  }
});

test.skipIf(noPidNamespace)(
  `a living process in another container of the same host name keeps its folder ${noPidNamespace ?? ''}`,
  async () => {
    const { project, world } = await silentWorld();
    const call = called(world);
    const holder = startedBy([...unshared], verb('tasks', world), project);
    await call;
    const elsewhere = ['unshare', '--uts', 'sh', '-c', 'hostname next; exec "$0" "$@"'];
    const noProc = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none /proc; exec "$0" "$@"'];
    for (const container of [[...unshared], elsewhere, noProc]) {
      const other = await startedBy(container, verb('tasks', world), project).ended;
      expect(other.code, other.stderr).toBe(1);
      expect(other.stderr).toMatch(/\[lab\/lock\].*process \d+ on .*, since 20.*a killed process/);
    }
    await killed(holder);
    world.answering = undefined;
    const next = await startedBy(elsewhere, verb('tasks', world), project).ended;
    expect(next.code, next.stderr).toBe(0);
    expect(next.stderr).not.toContain('Waiting up to');
  }
);

const kills = isLong ? 20 : 3;

test.skipIf(noPidNamespace)(
  `${kills} kills with immediate restarts go through where nobody reaps the killed ${noPidNamespace ?? ''}`,
  async () => {
    const project = emptyProject();
    const script = new URL('../support/kill-and-restart.sh', import.meta.url).pathname;
    const command = [process.execPath, program, 'run', '--run', 'r', ...small];
    // The shell becomes a program that waits for no child, so every killed process stays a zombie.
    const first = ['sh', '-c', 'bash "$0" "$@" & exec sleep 3600', script, 'r/run.lock'];
    const [unshare, ...args] = [...unshared, ...first, String(kills), ...command];
    const output = join(project, 'output.txt');
    const ended = spawnSync('bash', ['-c', untilEnded, output, unshare, ...args], {
      cwd: project,
      env: { ...process.env, SOTOPIA_PI_CHROMIUM: 'none', XDG_CACHE_HOME: join(project, '.cache') }
    });
    const lines = readFileSync(output, 'utf8').trim().split('\n');
    expect(lines, String(ended.stderr)).toEqual([
      ...Array.from({ length: kills }, () => 'killed a process in state Z'),
      'ended with 0'
    ]);
    const text = readFileSync(join(project, 'r/episodes.jsonl'), 'utf8');
    const ids = text
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
  }
);

/** Runs a command until its output says that it is over, then ends it and everything in it. */
const untilEnded = `out=$0; "$@" > "$out" & until grep -q '^ended' "$out"; do sleep 0.1; done; kill -9 %1`;
