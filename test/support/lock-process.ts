import { locked } from '../../kernel-lib/src/lab/lock';
import type { LockOptions } from '../../kernel-lib/src/edge/lock/lock';

/** What a test tells a process to do with a folder's lock. */
export interface LockOrder {
  readonly take?: string;
  /** Whether the lock of the operating system is left out, so that heartbeats decide. */
  readonly heartbeatOnly?: boolean;
  readonly options?: Partial<Omit<LockOptions, 'tryLock' | 'onWait'>>;
}

/** What a process says after each order: the message of the error where another holds the lock. */
export interface LockAnswer {
  readonly refused?: string;
}

let release: (() => void) | undefined;

process.on('message', ({ take, heartbeatOnly, options }: LockOrder) => {
  release?.();
  release = undefined;
  process.send!(take === undefined ? {} : taken(take, heartbeatOnly, options));
});

function taken(
  folder: string,
  heartbeatOnly = false,
  options: LockOrder['options'] = {}
): LockAnswer {
  const tryLock = heartbeatOnly ? { tryLock: () => 'unsupported' as const } : {};
  try {
    release = locked(folder, { ...options, ...tryLock });
    return {};
  } catch (error) {
    return { refused: (error as Error).message };
  }
}
