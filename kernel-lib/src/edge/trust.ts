import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import { readConfig, writeConfig } from './config-file';
import { shippedProfiles } from './profile-files';
import { packageFile } from './root';

/** A secret from the environment, and the address (scheme, host, port) that it is sent to. */
export interface KeyUse {
  readonly variable: string;
  readonly origin: string;
}

/** The part of an endpoint that says which secrets go where. */
interface KeyedServer {
  readonly baseUrl: string;
  readonly keyVariable?: string | undefined;
  readonly headerVariables?: Readonly<Record<string, string>> | undefined;
}

const fileName = 'servers.json';
const Stored = z.object({
  version: z.literal(1),
  servers: z.array(z.object({ variable: z.string(), origin: z.string() }))
});

const allowedHere = new Set<string>(); // where the settings folder cannot be written

/** The secrets that an endpoint's requests carry; none for models in this process. */
export function keyUsesOf({ baseUrl, keyVariable, headerVariables = {} }: KeyedServer): KeyUse[] {
  if (baseUrl === 'embedded' || baseUrl === 'local') return [];
  const { origin } = new URL(baseUrl);
  const variables = [...(keyVariable ? [keyVariable] : []), ...Object.values(headerVariables)];
  return variables.map(variable => ({ variable, origin }));
}

/**
 * Whether a secret may be sent to an address without a question: to this machine, to the server
 * that a shipped profile names together with the variable, or where the user has allowed it.
 */
export function isTrusted(use: KeyUse): boolean {
  return (
    isLoopback(use.origin) ||
    allowedHere.has(JSON.stringify([use.variable, use.origin])) ||
    originsIn(process.env.SOTOPIA_PI_TRUST_SERVER ?? '').includes(use.origin) ||
    shippedUses().some(other => isSame(other, use)) ||
    storedUses().some(other => isSame(other, use))
  );
}

/** Allows secrets for addresses, and remembers it for this user; the secrets themselves are not stored. */
export function trust(uses: readonly KeyUse[]): void {
  for (const { variable, origin } of uses) allowedHere.add(JSON.stringify([variable, origin]));
  const stored = storedUses();
  const added = uses.filter(use => !stored.some(other => isSame(other, use)));
  if (added.length > 0) writeConfig(fileName, { version: 1, servers: [...stored, ...added] });
}

/** The addresses in a list separated by commas or blanks. Throws: UsageError [edge/trust] for anything else. */
export function originsIn(list: string): string[] {
  const texts = list.split(/[\s,]+/).filter(text => text !== '');
  return texts.map(text => {
    const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
    if (url) return url.origin;
    throw new UsageError('edge/trust', {
      expected: 'the address of a server to trust, such as https://models.example.org',
      got: text,
      todo: 'Correct --trust-server, SOTOPIA_PI_TRUST_SERVER or, in a notebook, trustServers.'
    });
  });
}

/** Throws: UsageError [edge/trust] for a secret and an address that the user has not allowed together. */
export function refuseUntrusted(use: KeyUse): void {
  if (isTrusted(use)) return;
  throw new UsageError('edge/trust', {
    expected: `your consent before the key in ${use.variable} goes to ${use.origin} for the first time`,
    got: undefined,
    todo:
      `If you trust that server, add --trust-server ${use.origin}, or set SOTOPIA_PI_TRUST_SERVER=${use.origin}; ` +
      `in a notebook: pi.openRun(folder, settings, { trustServers: ['${use.origin}'] }).`
  });
}

/** Whether an address is on this machine. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return /^(localhost|(.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function isSame(a: KeyUse, b: KeyUse): boolean {
  return a.variable === b.variable && a.origin === b.origin;
}

function storedUses(): readonly KeyUse[] {
  return readConfig(fileName, Stored)?.servers ?? [];
}

function shippedUses(): KeyUse[] {
  return shippedProfiles().flatMap(name => {
    const text = readFileSync(join(packageFile('profiles'), `${name}.json`), 'utf8');
    return keyUsesOf((JSON.parse(text) as { server: KeyedServer }).server);
  });
}
