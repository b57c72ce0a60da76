import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../base/fail';

/** Where a Chromium usually is, on Linux and macOS. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** A browser to draw with, or why there is none. */
export type FoundChromium =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'none'; readonly reason: string };

/** The Chromium that SOTOPIA_PI_CHROMIUM names, else the first in the usual places. */
export function foundChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env
): FoundChromium {
  const named = environment.SOTOPIA_PI_CHROMIUM;
  if (named) {
    const reason = `SOTOPIA_PI_CHROMIUM names ${named}, and there is no such file`;
    return existsSync(named) ? { kind: 'found', path: named } : { kind: 'none', reason };
  }
  const path = places.find(place => existsSync(place));
  const reason = 'no Chromium was found; install one or name it in SOTOPIA_PI_CHROMIUM';
  return path === undefined ? { kind: 'none', reason } : { kind: 'found', path };
}

/** The elements of a page after its scripts have run, as HTML, or why there are none. */
export type Drawn =
  | { readonly kind: 'drawn'; readonly html: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** How long a browser may take (ms), and what stops it before. */
export interface DrawOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export const defaultDrawOptions: DrawOptions = { timeoutMs: 30_000 };

/**
 * Opens a page of ours in a Chromium without a window and waits until its scripts are done. The
 * browser gets a fresh profile, which is removed afterwards, and makes no request of its own.
 */
export async function drawnPage(
  chromium: string,
  url: string,
  options: DrawOptions = defaultDrawOptions
): Promise<Drawn> {
  try {
    const profile = await mkdtemp(join(tmpdir(), 'sotopia-pi-chromium-'));
    try {
      return await outputOf(chromium, [...flags(profile), url], options);
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  } catch (error) {
    return { kind: 'failed', reason: messageOf(error) };
  }
}

function flags(profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND', // a drawing asks no server
    '--hide-scrollbars',
    '--virtual-time-budget=10000',
    `--user-data-dir=${profile}`,
    '--dump-dom',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []) // Chromium has no sandbox for root
  ];
}

function outputOf(command: string, args: readonly string[], options: DrawOptions): Promise<Drawn> {
  const { timeoutMs, signal } = options;
  return new Promise(resolve => {
    // Its own process group, so that the browser's helpers end with it.
    const browser = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    const end = (drawn: Drawn): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      endGroup(browser.pid);
      resolve(drawn);
    };
    const stop = (): void => end({ kind: 'failed', reason: 'it was interrupted' });
    const late = `Chromium did not finish in ${timeoutMs} ms`;
    const timer = setTimeout(() => end({ kind: 'failed', reason: late }), timeoutMs);
    signal?.addEventListener('abort', stop);
    browser.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
    browser.on('error', error => end({ kind: 'failed', reason: messageOf(error) }));
    browser.on('close', code => {
      const html = Buffer.concat(chunks).toString('utf8');
      const failed = { kind: 'failed', reason: `Chromium ended with code ${code}` } as const;
      end(code === 0 ? { kind: 'drawn', html } : failed);
    });
    if (signal?.aborted) stop();
  });
}

/** Ends a process group that may have ended by itself. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}
