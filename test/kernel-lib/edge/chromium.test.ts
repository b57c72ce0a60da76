import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawnPage, foundChromium } from '../../../kernel-lib/src/edge/chromium';
import { emptyFolder } from '../../support/folder';

/** A stand-in for the browser: a shell script with these lines. */
function browserThat(...lines: readonly string[]): string {
  const path = join(emptyFolder(), 'browser');
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}
test('the browser that the environment names comes first', () => {
  const path = browserThat();
  expect(foundChromium({ SOTOPIA_PI_CHROMIUM: path })).toEqual({ kind: 'found', path });
});

test('a named browser that is not there is no browser, and the reason says so', () => {
  expect(foundChromium({ SOTOPIA_PI_CHROMIUM: '/nowhere/chromium' })).toEqual({
    kind: 'none',
    reason: 'SOTOPIA_PI_CHROMIUM names /nowhere/chromium, and there is no such file'
  });
});

test('what the browser prints is the page, and it is opened without a window', async () => {
  const drawn = await drawnPage(browserThat('echo "$@"'), 'file:///page.html');
  expect(drawn.kind === 'drawn' && drawn.html).toMatch(
    /^--headless .*--dump-dom .*file:\/\/\/page.html\n$/
  );
});

test('the browser has a profile of its own, which is gone afterwards', async () => {
  const drawn = await drawnPage(browserThat('echo "$@"'), 'file:///page.html');
  const [, profile] = /--user-data-dir=(\S+)/.exec(drawn.kind === 'drawn' ? drawn.html : '') ?? [];
  expect(profile).toContain('sotopia-pi-chromium-');
  expect(existsSync(profile!)).toBe(false);
});

test.each([
  ['ends with an error', () => browserThat('exit 3'), 'Chromium ended with code 3'],
  ['cannot be started', () => '/nowhere/chromium', /ENOENT/]
])('a browser that %s draws nothing, and says why', async (_, browser, reason) => {
  const drawn = await drawnPage(browser(), 'file:///page.html');
  expect(drawn.kind === 'failed' && drawn.reason).toMatch(reason);
});

test('a browser that never ends is ended', async () => {
  const browser = browserThat('sleep 1000 &', 'wait');
  const drawn = await drawnPage(browser, 'file:///page.html', { timeoutMs: 300 });
  expect(drawn).toEqual({ kind: 'failed', reason: 'Chromium did not finish in 300 ms' });
});

test('an interrupt ends the browser at once', async () => {
  const signal = AbortSignal.abort();
  const drawn = await drawnPage(browserThat('sleep 1000'), 'file:///', {
    timeoutMs: 60_000,
    signal
  });
  expect(drawn).toEqual({ kind: 'failed', reason: 'it was interrupted' });
});
