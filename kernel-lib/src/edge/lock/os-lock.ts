import { createRequire } from 'node:module';

/** As much of fs-native-extensions as is used here; it has no types of its own. */
interface LockLibrary {
  tryLock(fd: number): boolean;
}

/** What the operating system says to a lock on an open file. */
export type OsLock = 'locked' | 'busy' | 'unsupported';

/**
 * Locks an open file for this process alone, without waiting. The operating system holds the lock until
 * the file is closed or the process dies, so a lock is never stale: it works across process-id
 * namespaces and needs neither `/proc` nor a clock. `unsupported`: the file system or the platform
 * has no such locks.
 */
export function tryOsLock(fd: number): OsLock {
  try {
    // Loaded on first use, because most commands lock nothing.
    const library = createRequire(__filename)('fs-native-extensions') as LockLibrary;
    return library.tryLock(fd) ? 'locked' : 'busy';
  } catch {
    return 'unsupported';
  }
}
