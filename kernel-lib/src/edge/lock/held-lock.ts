import { closeSync } from 'node:fs';
import type { Holder } from './holder';
import { beat, holderAt, isInPlace, removeLockFile, stateAt, type LockFile } from './lock-file';

/** A lock that this process holds, until it is released. */
export class Lock {
  /** Set once another process has the file, or it was removed. */
  lost: { readonly to: Holder | undefined } | undefined;
  private isReleased = false;
  private lastBeat = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly file: LockFile,
    private readonly id: string,
    private readonly options: { readonly beatMs: number }
  ) {
    this.keepAlive();
    this.timer = setInterval(() => this.tick(), options.beatMs).unref();
  }

  /**
   * Whether this process still holds the lock. Costs nothing shortly after a sign of life, since nobody
   * takes over so soon; after a pause (a blocked event loop, a sleeping machine) it looks at the file.
   */
  isHeld(): boolean {
    if (this.isReleased || this.lost) return false;
    // A clock that was set back is no excuse either.
    if (Math.abs(Date.now() - this.lastBeat) >= this.options.beatMs) this.keepAlive();
    return this.lost === undefined;
  }

  /** Removes the lock file, unless it is another process's by now. */
  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    clearInterval(this.timer);
    if (!this.lost && isInPlace(this.file) && holderAt(this.file.path)?.id === this.id) {
      removeLockFile(this.file);
    } else closeSync(this.file.fd);
  }

  private tick(): void {
    try {
      this.keepAlive();
    } catch {
      // The next write asks again, and fails with the reason.
    }
  }

  private keepAlive(): void {
    const state = stateAt(this.file.path);
    if (state?.holder?.id === this.id) {
      beat(this.file);
      this.lastBeat = Date.now();
      return;
    }
    this.lost = { to: state?.holder };
    clearInterval(this.timer);
  }
}
