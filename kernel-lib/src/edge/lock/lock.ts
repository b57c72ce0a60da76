import { closeSync } from 'node:fs';
import { isKnownAlive, isOnThisMachine, thisHolder, type Holder, type ThisHolder } from './holder';
import { Lock } from './held-lock';
import {
  holderAt,
  isInPlace,
  openLockFile,
  stateAt,
  writeHolder,
  type LockFile,
  type LockState
} from './lock-file';
import { tryOsLock, type OsLock } from './os-lock';

export interface LockOptions {
  /** How long another process may take to die or to let go before it counts as the holder. */
  readonly graceMs: number;
  /** How often the holder gives a sign of life. */
  readonly beatMs: number;
  /** After this long without a sign of life a holder on another machine counts as dead. */
  readonly silenceMs: number;
  /** How long a claim must stand unchallenged where no lock of the operating system decides. */
  readonly settleMs: number;
  readonly tryLock: (fd: number) => OsLock;
  /** Called before this process waits to see whether a holder still works. */
  readonly onWait: (holder: Holder | undefined, ms: number) => void;
}
export const lockOptions: LockOptions = {
  graceMs: 1000,
  beatMs: 1000,
  silenceMs: 8000,
  settleMs: 1000,
  tryLock: tryOsLock,
  onWait: () => undefined
};

/** A lock that is held, or who holds it: `undefined` for a holder that has not said so yet. */
export type Acquired = { readonly lock: Lock } | { readonly heldBy: Holder | undefined };

/**
 * Takes the lock of a file, so that exactly one process has it. Where the operating system locks files,
 * it decides at once, and the lock ends with its process. The heartbeat decides between machines that
 * do not see each other's locks: a file that a dead machine left is taken over after a silence.
 */
export function acquire(path: string, options: LockOptions = lockOptions): Acquired {
  const deadline = Date.now() + options.graceMs;
  for (let tries = 0; tries < mostTries;) {
    const outcome = attempt(path, options);
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'again') tries++;
    else if (Date.now() >= deadline) break;
    else sleep(pollMs);
  }
  return { heldBy: patientHolderAt(path) };
}

const mostTries = 1000; // an ever new file means others take and release it all the time
const pollMs = 20;
const watchMs = 100;

function attempt(path: string, options: LockOptions): Acquired | 'busy' | 'again' {
  const file = openLockFile(path);
  let isTaken = false;
  try {
    const osLock = options.tryLock(file.fd);
    if (osLock === 'busy') return 'busy';
    if (!isInPlace(file)) return 'again';
    const outcome = claim(file, osLock === 'locked', options);
    isTaken = typeof outcome === 'object' && 'lock' in outcome;
    return outcome;
  } finally {
    if (!isTaken) closeSync(file.fd);
  }
}

/** Claims a file that the operating system gave to this process, or cannot give to any. */
function claim(file: LockFile, osLock: boolean, options: LockOptions): Acquired | 'again' {
  const state = stateAt(file.path);
  if (!state) return 'again';
  const { holder } = state;
  if (holder && isEarlierRelease(holder) && isKnownAlive(holder)) return { heldBy: holder };
  const me = thisHolder(osLock);
  if (osLock && isOver(holder)) {
    writeHolder(file, me);
    return { lock: new Lock(file, me.id, options) };
  }
  if (state.text !== '') {
    options.onWait(holder, options.silenceMs);
    const seen = watched(file.path, state, options.silenceMs);
    if (seen !== 'silent') return seen;
  }
  return settled(file, me, options);
}

/** Whether the operating system has ended the lock of an earlier holder, since it gave it to us. */
function isOver(holder: Holder | undefined): boolean {
  if (!holder || isEarlierRelease(holder)) return true; // torn by a crash, or not known to be alive
  return holder.osLock === true && isOnThisMachine(holder);
}

function isEarlierRelease({ id }: Holder): boolean {
  return id === undefined;
}

/** Watches for a sign of life; a file that is gone was let go. */
function watched(path: string, before: LockState, ms: number): Acquired | 'again' | 'silent' {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    sleep(watchMs);
    const now = stateAt(path);
    if (!now) return 'again';
    if (now.text !== before.text || now.beatMs !== before.beatMs) return { heldBy: now.holder };
  }
  return 'silent';
}

/** Writes a claim and waits: of several at once the last one written stands, and the others see it. */
function settled(file: LockFile, me: ThisHolder, options: LockOptions): Acquired {
  writeHolder(file, me);
  sleep(options.settleMs);
  const holder = holderAt(file.path);
  return holder?.id === me.id ? { lock: new Lock(file, me.id, options) } : { heldBy: holder };
}

/** The holder, once it has written who it is; that takes it a moment. */
function patientHolderAt(path: string): Holder | undefined {
  for (let tries = 0; tries < 25; tries++) {
    const holder = holderAt(path);
    if (holder) return holder;
    sleep(pollMs);
  }
  return undefined;
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
