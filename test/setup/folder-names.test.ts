import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../support/folder';
import { isLong } from '../support/long';
import { SetupSandbox } from '../support/setup-sandbox';
import { root } from '../support/source-tree';

const odd = `-a#b!c %20 'q" & $x ; [z] (p) {b} ?~\` ünñ日本 é. `;

test('the set-up and the command line work below a folder of any name', async () => {
  const sandbox = new SetupSandbox(odd);
  onTestFinished(() => sandbox.remove());
  mkdirSync(sandbox.path('kernel-lib/src'));
  const cli = `console.log(JSON.stringify(process.argv.slice(2)));`;
  writeFileSync(sandbox.path('kernel-lib/src/cli.ts'), cli);
  const { code, stdout, stderr } = await sandbox.run('start', ['--run', odd]);
  expect(stderr.split('\n').filter(line => !/^(Set up: .*)?$/.test(line))).toEqual([]);
  expect([code, stdout]).toEqual([0, `${JSON.stringify(['run', '--run', odd])}\n`]);
});

test('the extension is built below a folder of any name', () => {
  const checkout = join(emptyFolder(), odd);
  const own = [
    'extension',
    'kernel-lib/src',
    'kernel-lib/setup',
    'package.json',
    'package-lock.json'
  ];
  for (const name of own) {
    cpSync(join(root, name), join(checkout, name), {
      recursive: true,
      filter: file => !/[\\/](node_modules|lib\/\.built|labextension)$/.test(file)
    });
  }
  const packages = join(root, 'node_modules');
  // the long form links every file, so that the bundler's own packages have the odd name too
  if (isLong) execFileSync('cp', ['-as', packages, checkout]);
  else symlinkSync(packages, join(checkout, 'node_modules'));
  execFileSync(process.execPath, [join(checkout, 'extension/build.mjs')], { stdio: 'pipe' });
  const built = readdirSync(join(checkout, 'extension/labextension/static'));
  expect(built).toContainEqual(expect.stringMatching(/^remoteEntry\..+\.js$/));
});

test.each(['a*b', 'a:b', 'a\nb'])(
  'a folder named %j, which Node or Python cannot use, is named',
  async name => {
    const sandbox = new SetupSandbox(name);
    onTestFinished(() => sandbox.remove());
    const { code, stderr } = await sandbox.run('setup');
    expect(stderr).toMatch(/^\[setup\/machine\] expected a folder without .+, got .*a.+b\. Move/);
    expect([code, sandbox.calls]).toEqual([3, []]);
  }
);

test('the reason of a failed build is its error, not the last line of the crash', async () => {
  const sandbox = new SetupSandbox();
  onTestFinished(() => sandbox.remove());
  const isRun = `process.argv[1].endsWith('build.mjs')`;
  const lines = [
    `export const isBuilt = () => false;`,
    `if (${isRun}) throw new TypeError('the wood is wet');`
  ];
  writeFileSync(sandbox.path('kernel-lib/build.mjs'), lines.join('\n'));
  const { stderr } = await sandbox.run('setup');
  expect(stderr).toContain('got TypeError: the wood is wet');
});
