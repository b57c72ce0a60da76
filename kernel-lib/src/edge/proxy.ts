import type { Dispatcher, Pool } from 'undici';
import { UsageError } from '../base/fail';
import { isLoopback } from './trust';

/** The proxy that an address is reached through. */
export interface Proxy {
  /** The environment variable that names it. */
  readonly variable: string;
  readonly address: string;
  /** For people: the variable, and the address without user name and password. */
  readonly label: string;
}

/**
 * The proxy of `HTTP_PROXY`, `HTTPS_PROXY` or `ALL_PROXY` (small letters as well) for an address;
 * `undefined` where `NO_PROXY` names the address, and for this machine.
 *
 * Throws: UsageError [edge/proxy] when a variable holds no address of a proxy
 */
export function proxyFor(origin: string): Proxy | undefined {
  const [http, https, all] = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].map(proxyIn);
  const url = new URL(origin);
  const proxy = url.protocol === 'https:' ? (https ?? all ?? http) : (http ?? all);
  return !proxy || isLoopback(origin) || isExempt(url) ? undefined : proxy;
}

/** How an address is reached through its proxy; `undefined` for a direct connection. */
export async function proxyTo(
  origin: string,
  options: Pool.Options = {}
): Promise<Dispatcher | undefined> {
  const proxy = proxyFor(origin);
  if (!proxy) return undefined;
  const { ProxyAgent } = await import('undici');
  // Without a tunnel where none is needed: many proxies allow CONNECT for port 443 only.
  return new ProxyAgent({ ...options, uri: proxy.address, proxyTunnel: false });
}

function proxyIn(name: string): Proxy | undefined {
  const variable = process.env[name.toLowerCase()] ? name.toLowerCase() : name;
  const given = process.env[variable];
  if (!given) return undefined;
  const address = given.includes('://') ? given : `http://${given}`;
  const isProxy = URL.canParse(address) && /^(https?|socks5?):\/\//i.test(address);
  if (isProxy) {
    const { protocol, host } = new URL(address);
    return { variable, address, label: `${variable} (${protocol}//${host})` };
  }
  throw new UsageError('edge/proxy', {
    expected: `the address of a proxy in ${variable}, such as http://proxy.example.org:3128`,
    got: 'something else', // it may hold a password
    todo: `Correct ${variable}, or unset it.`
  });
}

/** Whether `NO_PROXY` names an address: its host or a domain above it, with its port or none, or `*`. */
function isExempt({ protocol, hostname, port }: URL): boolean {
  const list = process.env.no_proxy || process.env.NO_PROXY || '';
  const own = port || (protocol === 'https:' ? '443' : '80');
  return list.split(/[,\s]+/).some(entry => {
    const [, name = entry, only = own] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const host = name.replace(/^\*?\./, '').toLowerCase();
    if (host === '*') return true;
    return host !== '' && only === own && `.${hostname}`.endsWith(`.${host}`);
  });
}
