import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { jsonAs } from '../../base/json';

/** The content of a lock file: the process that holds the lock. */
export const Holder = z.object({
  pid: z.number().int(),
  host: z.string(),
  /** When the process began, in the system's ticks; a process id may be given again. */
  began: z.string().exactOptional(),
  /** Different for every lock ever taken. Releases before this field wrote only the three above. */
  id: z.string().exactOptional(),
  /** The boot of the machine: the same in every container on it. */
  boot: z.string().exactOptional(),
  /** When the lock was taken, as ISO 8601. */
  since: z.string().exactOptional(),
  /** Whether the operating system locked the file too, so that the lock ends with the process. */
  osLock: z.boolean().exactOptional(),
  /** The path of the notebook whose kernel the process is, as the Jupyter server gives it. */
  notebook: z.string().exactOptional()
});
export type Holder = z.infer<typeof Holder>;

/** This process as a holder. */
export type ThisHolder = Holder & { readonly id: string };

/** This process as the holder of a lock that it takes now. */
export function thisHolder(osLock: boolean): ThisHolder {
  const began = startOf(process.pid);
  const boot = bootId();
  const notebook = process.env.JPY_SESSION_NAME; // set by jupyter-server for the kernel of a file
  return {
    pid: process.pid,
    host: hostname(),
    ...(began !== undefined && { began }),
    id: randomUUID(),
    ...(boot !== undefined && { boot }),
    since: new Date().toISOString(),
    osLock,
    ...(notebook !== undefined && { notebook })
  };
}

/** The holder that a lock file names; `undefined` when it is empty or was torn by a crash. */
export function holderIn(text: string): Holder | undefined {
  return jsonAs(Holder, text);
}

/** Whether a holder ran on this machine since it was booted, in whichever container. */
export function isOnThisMachine({ boot, host }: Holder): boolean {
  const here = bootId();
  return boot === undefined || here === undefined ? host === hostname() : boot === here;
}

/**
 * Whether a holder is known to be alive: a process of this machine with its id and its start that is
 * not a zombie. `false` says only that nothing is known.
 */
export function isKnownAlive({ pid, host, began }: Holder): boolean {
  return host === hostname() && began !== undefined && startOf(pid) === began;
}

function bootId(): string | undefined {
  return textAt('/proc/sys/kernel/random/boot_id')?.trim();
}

/** When a living process began, in the system's ticks; `undefined` for others or without `/proc`. */
function startOf(pid: number): string | undefined {
  const stat = textAt(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' '); // a name may have spaces
  const isDead = fields?.[0] === 'Z' || fields?.[0] === 'X';
  return isDead ? undefined : fields?.[19];
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
