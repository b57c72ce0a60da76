import { UsageError } from '../../base/fail';

/** Where a Redis is, and how one gets in; never shown whole. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The number of the database. */
  readonly database: number;
}

/** The environment variable that keeps a queue's address, and its password, out of the list of processes. */
export const queueVariable = 'SOTOPIA_PI_QUEUE';

/**
 * The address of a queue as it was given, or as the environment has it. Beyond this machine a
 * Redis must encrypt (`rediss://`) and ask for a password, since whoever reaches it can hand in work.
 *
 * Throws: UsageError [edge/queue/address], which never repeats the address
 */
export function queueAddress(
  given: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env
): QueueAddress {
  const text = given ?? environment[queueVariable];
  if (!text) throw refused('an address', undefined);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw refused('redis://127.0.0.1:6379 or rediss://:PASSWORD@HOST:PORT', 'something else');
  }
  if (url.search + url.hash !== '' || !/^\/?\d*$/.test(url.pathname)) {
    throw refused('nothing after the port but the number of a database', 'more');
  }
  const address = addressIn(url);
  if (isLoopback(address.host)) return address;
  if (!address.isEncrypted) throw refused('rediss:// beyond this machine', 'redis://');
  if (!address.password) throw refused('a password beyond this machine', undefined);
  return address;
}

/** A text without the password that it may have repeated. */
export function withoutPassword(text: string, { password }: QueueAddress): string {
  if (!password) return text;
  const shapes = [password, encodeURIComponent(password)];
  return shapes.reduce((rest, shape) => rest.replaceAll(shape, '[password]'), text);
}

function addressIn(url: URL): QueueAddress {
  const username = decoded(url.username);
  const password = decoded(url.password);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    isEncrypted: url.protocol === 'rediss:',
    ...(username && { username }),
    ...(password && { password }),
    database: Number(url.pathname.slice(1) || 0)
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refused('name and password with special characters as %XX', 'a % with something else');
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function refused(expected: string, got: unknown): UsageError {
  return new UsageError('edge/queue/address', {
    expected: `${expected} in --queue or ${queueVariable}`,
    got,
    todo: 'Correct the address; docs/models.md has examples.'
  });
}
