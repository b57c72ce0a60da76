import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupSandbox, type Weather } from '../support/setup-sandbox';

let sandbox: SetupSandbox;
beforeEach(() => void (sandbox = new SetupSandbox()));
afterEach(() => sandbox.remove());

const sentence = /^\[setup\/[a-z]+\] expected .+, got .+\. [A-Z].+\.$/;

/** The sentences among the lines a run wrote on standard error. */
function sentencesIn(stderr: string): string[] {
  return stderr.split('\n').filter(line => line !== '' && !/^Set up: /.test(line));
}

/** Makes Node claim something about itself, as an old one or one on another system would. */
function claiming(name: string, claim: string): Weather {
  const file = `${sandbox.folder}/claim.cjs`;
  writeFileSync(file, `Object.defineProperty(process, '${name}', { value: ${claim} });`);
  return { NODE_OPTIONS: `--require ${file}` };
}

test.each(['setup', 'start', 'lab', 'test', 'sotopia-pi'])(
  '%s says that Node is too old, before anything else',
  async entry => {
    const old = claiming('versions', `{ ...process.versions, node: '20.18.3' }`);
    const { code, stdout, stderr } = await sandbox.run(entry, [], old);
    expect(stderr).toBe(
      '[setup/node] expected Node >= 20.19, got 20.18.3. Install a newer Node (https://nodejs.org) and run the command again.\n'
    );
    expect([code, stdout, sandbox.calls]).toEqual([3, '', []]);
  }
);

test('Windows is sent to WSL', async () => {
  const { code, stderr } = await sandbox.run('setup', [], claiming('platform', `'win32'`));
  expect(sentencesIn(stderr)).toEqual([
    expect.stringMatching(/^\[setup\/machine\] expected Linux or macOS, got win32\. Install WSL/)
  ]);
  expect(code).toBe(3);
});

const lacks: [string, Weather, RegExp][] = [
  [
    'no Python',
    { FAKE_PYTHON: 'none' },
    /setup\/python\] expected Python >= 3\.10, got none on PATH/
  ],
  [
    'an old Python',
    { FAKE_PYTHON: '3.9.6' },
    /expected Python >= 3\.10, got Python 3\.9\.6 \(python3\)/
  ],
  [
    'a Python without venv',
    { FAKE_PYTHON: '3.11.2 False' },
    /expected Python's venv module, got Python 3\.11\.2 without it\. .*python3-venv/
  ],
  [
    'a chosen Python that is not there',
    { SOTOPIA_PI_PYTHON: 'python9' },
    /expected Python >= 3\.10, got no working python9/
  ],
  [
    'no network for npm',
    { FAKE_NPM: 'offline' },
    /setup\/packages\] expected a network that reaches npm's registry, got .*ENOTFOUND/
  ],
  [
    'no network for pip',
    { FAKE_PIP: 'offline' },
    /setup\/venv\] expected a network that reaches Python's package index, got .*new connection/
  ],
  [
    'a disk that npm fills',
    { FAKE_NPM: 'full' },
    /setup\/packages\] expected room on the disk .*ENOSPC/
  ],
  [
    'a disk that pip fills',
    { FAKE_PIP: 'full' },
    /setup\/venv\] expected room on the disk .*No space left/
  ],
  [
    'a folder npm cannot write',
    { FAKE_NPM: 'readonly' },
    /setup\/packages\] expected a folder that can be written .*EACCES/
  ]
];

test.each(lacks)('%s is one sentence, and the next try succeeds', async (_, weather, expected) => {
  const failed = await sandbox.run('setup', [], weather);
  expect(sentencesIn(failed.stderr)).toEqual([expect.stringMatching(sentence)]);
  expect(failed.stderr).toMatch(expected);
  expect([failed.code, failed.stdout]).toEqual([3, '']);

  const next = await sandbox.run('setup');
  expect([next.code, sentencesIn(next.stderr)]).toEqual([0, []]);
});

test('a folder that cannot be written is named, and stays as it was', async () => {
  const nobody = process.getuid?.() === 0 ? 65534 : undefined;
  chmodSync(sandbox.checkout, 0o555);
  const { code, stderr } = await sandbox.run('setup', [], {}, nobody);
  chmodSync(sandbox.checkout, 0o755);
  expect(sentencesIn(stderr)).toEqual([
    expect.stringMatching(
      /^\[setup\/steps\] expected a folder that can be written \(.+\), got EACCES/
    )
  ]);
  expect([code, sandbox.calls]).toEqual([3, []]);
});

test('a command line that is not built says how to build it', async () => {
  const { code, stderr } = await sandbox.run('sotopia-pi', ['status']);
  expect(stderr).toBe(
    '[setup/program] expected a built library (dist/cli.cjs), got none. Run npm run setup in the repository first.\n'
  );
  expect(code).toBe(3);
});

test('a source that does not compile is named, with exit code 1', async () => {
  mkdirSync(sandbox.path('kernel-lib/src'));
  writeFileSync(sandbox.path('kernel-lib/src/cli.ts'), 'const = 1;');
  const { code, stderr } = await sandbox.run('start');
  expect(sentencesIn(stderr)).toEqual([
    expect.stringMatching(
      /^\[setup\/library\] expected a build without errors of kernel-lib in .+, got .*src\/cli\.ts:1:6/
    )
  ]);
  expect(code).toBe(1);
});
