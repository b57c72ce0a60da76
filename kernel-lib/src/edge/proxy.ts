import type { Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { UsageError } from '../base/fail';
import { isLoopback } from './trust';

const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'] as const;

/**
 * How an address is reached: through the proxy of `HTTP_PROXY`, `HTTPS_PROXY` or `ALL_PROXY` (small
 * letters as well), unless `NO_PROXY` names the address. This machine is always reached directly.
 * Returns `undefined` for a direct connection.
 *
 * Throws: UsageError [edge/proxy] when a variable holds no address of a proxy
 */
export async function proxyTo(
  origin: string,
  options: Pool.Options = {}
): Promise<Dispatcher | undefined> {
  const [http, https, all] = names.map(proxyIn);
  if (!(http ?? https ?? all) || isLoopback(origin)) return undefined;
  const { EnvHttpProxyAgent } = await import('undici');
  const addresses: EnvHttpProxyAgent.Options = {
    noProxy: process.env.no_proxy || process.env.NO_PROXY || '',
    ...((http ?? all) && { httpProxy: http ?? all! }),
    ...((https ?? all) && { httpsProxy: https ?? all! })
  };
  // Without a tunnel where none is needed: many proxies allow CONNECT for port 443 only.
  return new EnvHttpProxyAgent({ ...options, ...addresses, proxyTunnel: false });
}

function proxyIn(name: string): string | undefined {
  const given = process.env[name.toLowerCase()] || process.env[name];
  if (!given) return undefined;
  const address = given.includes('://') ? given : `http://${given}`;
  const isProxy = URL.canParse(address) && /^(https?|socks5?):\/\//i.test(address);
  if (isProxy) return address;
  throw new UsageError('edge/proxy', {
    expected: `the address of a proxy in ${name}, such as http://proxy.example.org:3128`,
    got: 'something else', // it may hold a password
    todo: `Correct ${name}, or unset it.`
  });
}
