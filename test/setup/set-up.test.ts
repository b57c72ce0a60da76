import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupSandbox, type Weather } from '../support/setup-sandbox';

let sandbox: SetupSandbox;
beforeEach(() => void (sandbox = new SetupSandbox()));
afterEach(() => sandbox.remove());

const countOf = (call: string) => sandbox.calls.filter(each => each === call).length;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'; // no /proc here: alive
  }
}

test('the second run repeats no work and says nothing about it', async () => {
  expect((await sandbox.run('setup')).code).toBe(0);
  const calls = sandbox.calls;
  const second = await sandbox.run('setup');
  expect([second.code, second.stderr]).toEqual([0, '']);
  expect(sandbox.calls).toEqual(calls);
});

test('only what changed is done again', async () => {
  await sandbox.run('setup');
  const before = countOf('python3 -m venv');
  writeFileSync(sandbox.path('package-lock.json'), '{ "lockfileVersion": 3 }');
  const { stderr } = await sandbox.run('setup');
  expect([countOf('npm ci'), countOf('python3 -m venv')]).toEqual([2, before]);
  expect(stderr).toMatch(/^Set up: Node packages/);
});

test('a Python chosen once need not be named again', async () => {
  await sandbox.run('setup', [], { SOTOPIA_PI_PYTHON: 'python3' });
  await sandbox.run('setup', [], { FAKE_PYTHON: '3.9.6' });
  expect(countOf('python3 -m venv')).toBe(1);
});

const interrupted: [string, Weather, string][] = [
  ['installing Node packages', { FAKE_NPM: 'hang' }, 'node_modules'],
  ['filling the virtual environment', { FAKE_PIP: 'hang' }, '.venv']
];

test.each(interrupted)('killed while %s, it is done again', async (_, weather, half) => {
  const { child, outcome } = sandbox.begin('setup', [], weather);
  const pid = await sandbox.hanging();
  child.kill('SIGKILL');
  await outcome;
  expect(existsSync(sandbox.path(half))).toBe(true);

  const next = await sandbox.run('setup');
  expect(next.code).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(sandbox.path('.setup-lock'))).toBe(false);
});

test('several set-ups at once do the work once', async () => {
  const runs = await Promise.all(
    [1, 2, 3].map(() => sandbox.run('setup', [], { FAKE_NPM: 'slow' }))
  );
  expect(runs.map(run => run.code)).toEqual([0, 0, 0]);
  expect([countOf('npm ci'), countOf('python3 -m venv')]).toEqual([1, 1]);
});

test('the lock of a process that is gone is taken over', async () => {
  mkdirSync(sandbox.path('.setup-lock'));
  const gone = sandbox.begin('sotopia-pi');
  await gone.outcome;
  writeFileSync(sandbox.path('.setup-lock/pid'), String(gone.child.pid));
  expect((await sandbox.run('setup')).code).toBe(0);
});

test('the kernel names no place but the virtual environment it is in', async () => {
  await sandbox.run('setup');
  const spec = sandbox.path('.venv/share/jupyter/kernels/tslab/kernel.json');
  const { argv } = JSON.parse(readFileSync(spec, 'utf8')) as { argv: string[] };
  expect(argv.slice(1)).toEqual([
    '{prefix}/../kernel-lib/dist/edge/kernel/main.cjs',
    '--config-path',
    '{connection_file}'
  ]);
  expect(
    readFileSync(sandbox.path('.venv/share/jupyter/lab/settings/overrides.json'), 'utf8')
  ).toMatch(/"fetchNews": "false"/);
});

test('lab passes every argument on, and warns where its server listens beyond this machine', async () => {
  const loopback = ['--ip', '127.0.0.1', '--port=9', '--no-browser'];
  const quiet = await sandbox.run('lab', loopback);
  expect([quiet.code, quiet.stderr.includes('Warning')]).toEqual([0, false]);
  expect(sandbox.calls.at(-1)).toMatch(
    /^python3 -m jupyterlab .*--ip 127\.0\.0\.1 --port=9 --no-browser$/
  );
  for (const args of [
    ['--ip', '0.0.0.0'],
    ['--ip=*'],
    ['--ServerApp.ip=10.0.0.7'],
    ['--ServerApp.ip', '::']
  ]) {
    const { stderr } = await sandbox.run('lab', args);
    expect(stderr).toMatch(/^Warning: JupyterLab listens on \S+, beyond this machine\./);
  }
  const settings = sandbox.path('.venv/etc/jupyter/jupyter_server_config.json');
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({
    ServerApp: { ip: '127.0.0.1' }
  });
});

test('start hands its arguments to the command line and ends as it does', async () => {
  mkdirSync(sandbox.path('kernel-lib/src'));
  const cli = `console.log(JSON.stringify(process.argv.slice(2)), process.env.SOTOPIA_PI_ROOT); process.exitCode = 2;`;
  writeFileSync(sandbox.path('kernel-lib/src/cli.ts'), cli);
  const first = await sandbox.run('start', ['--seed', '7']);
  expect(first.stdout).toBe(`["run","--seed","7"] ${sandbox.checkout}\n`);
  const second = await sandbox.run('sotopia-pi', ['status', '--json']);
  expect(second.stdout).toMatch(/^\["status","--json"\]/);
  expect([first.code, second.code, second.stderr]).toEqual([2, 2, '']);
});

test('a changed source is built again, an unchanged one is not', async () => {
  mkdirSync(sandbox.path('kernel-lib/src'));
  const source = sandbox.path('kernel-lib/src/cli.ts');
  const said: string[] = [];
  for (const word of ['one', 'one', 'two']) {
    writeFileSync(source, `console.log('${word}');`);
    const { stdout, stderr } = await sandbox.run('start');
    said.push(`${stdout.trim()} ${/Set up: library/.test(stderr) ? 'built' : 'kept'}`);
  }
  expect(said).toEqual(['one built', 'one kept', 'two built']);
});
