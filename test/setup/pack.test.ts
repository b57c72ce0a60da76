import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of a user who installed the published package and the packages it depends on, no other. */
const place = mkdtempSync(join(tmpdir(), 'sotopia-pi-packed-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

beforeAll(() => {
  const packed = join(place, 'packed');
  mkdirSync(packed);
  const options = { cwd: repository, encoding: 'utf8', stdio: 'pipe' } as const;
  execFileSync(process.execPath, ['kernel-lib/pack.mjs', '--pack-destination', packed], options);
  const [file] = readdirSync(packed);
  const installed = join(place, 'node_modules/sotopia-pi');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(packed, file!), '--strip-components=1', '-C', installed]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    const link = join(place, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, 'node_modules', name), link);
  }
}, 120_000);

const node = (...args: string[]) =>
  execFileSync(process.execPath, args, {
    cwd: place,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, SOTOPIA_PI_CHROMIUM: 'none' }
  });

test('the published package runs the whole line on the data inside it', () => {
  const command = ['node_modules/sotopia-pi/setup/sotopia-pi.mjs', 'run', '--run', 'mine'];
  const said = node(...command, '--tasks', '2', '--pairs', '2', '--repeats', '1');
  expect(said).toContain('Goal score');
  expect(readdirSync(join(place, 'mine'))).toContain('run.json');
});

test('the published package holds its licence and the licences of what it depends on', () => {
  const inPackage = (name: string) =>
    readFileSync(join(place, 'node_modules/sotopia-pi', name), 'utf8');
  expect(inPackage('LICENSE')).toBe(readFileSync(join(repository, 'LICENSE'), 'utf8'));
  expect(inPackage('THIRD-PARTY.txt')).toMatch(/^zod 4\.\S+: MIT$/m);
  expect(inPackage('THIRD-PARTY.txt')).not.toContain('no licence found');
});

test('without danfojs-node a table says which dependency and which overrides it needs', () => {
  const code = `try { require('sotopia-pi').table([{ a: 1 }]); } catch (error) { console.log(error.message); }`;
  expect(node('-e', code)).toBe(
    `[edge/table] expected the package danfojs-node, got "Cannot find module 'danfojs-node'". ` +
      'Add {"devDependencies":{"danfojs-node":"1.2.0"},"overrides":{"danfojs-node":' +
      '{"@tensorflow/tfjs-node":"npm:@tensorflow/tfjs@^4.22.0","xlsx":"npm:@e965/xlsx@^0.20.3"}}} ' +
      'to package.json and run npm install.\n'
  );
});
