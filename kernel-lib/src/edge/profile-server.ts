import { z } from 'zod';

/** The name of an environment variable that holds a secret. */
const Variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/);

// These belong to the connection or to the body, and are set by the code that sends it.
const reservedHeaders = [
  ...['host', 'connection', 'content-length', 'content-type', 'content-encoding', 'expect'],
  ...['transfer-encoding', 'upgrade', 'te', 'trailer', 'keep-alive', 'accept-encoding']
];
const HeaderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/i)
  .refine(name => !reservedHeaders.includes(name.toLowerCase()), 'not a header that can be set');

const secretName = /key|token|secret|password|auth|signature|^(sig|code|pass|pwd)$/i;
const secretValue = /^(sk-|sk_|hf_|gsk_|ghp_|AIza|Bearer )/;

/** What is wrong with a base URL, or `undefined`. */
function faultIn(address: string): string | undefined {
  if (address === 'embedded' || address === 'local') return undefined;
  const isWeb = /^https?:\/\//i.test(address) && URL.canParse(address);
  // eslint-disable-next-line no-control-regex -- a URL parser removes them in silence
  if (!isWeb || /[\s\u0000-\u001f\\]/.test(address)) {
    return 'expected an address that begins with http:// or https://, "embedded" or "local"';
  }
  if (address.includes('#')) return 'no # in the address: nothing behind it is ever sent';
  const { username, password, searchParams } = new URL(address);
  const hasUser = username + password !== '' || /^https?:\/\/[^/?]*@/i.test(address);
  if (hasUser) return 'no user name or password in the address: the key belongs in keyVariable';
  const isSecret = [...searchParams].some(
    ([name, value]) => secretName.test(name) || secretValue.test(value)
  );
  return isSecret
    ? 'no key in the address: it belongs in keyVariable, or in a header (headerVariables)'
    : undefined;
}

/**
 * Where a model is served. The base URL `embedded` means the rehearsal server in this process,
 * `local` a model that runs in it. Address parameters (`?api-version=1`) go into every request.
 */
export const Server = z.strictObject({
  baseUrl: z.string().superRefine((address, context) => {
    const message = faultIn(address);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
  /** The environment variable that holds the key; its value never leaves the environment. */
  keyVariable: Variable.optional(),
  /** More headers of every request: by name, the environment variable that holds the value. */
  headerVariables: z.record(HeaderName, Variable).optional(),
  /** The weights of a local model. */
  gguf: z.string().min(1).optional()
});
export type Server = z.infer<typeof Server>;

/** The address of a path below a base URL; the base URL's parameters are behind the path. */
export function addressOf(baseUrl: string, path: string): string {
  const [base = '', query] = baseUrl.split('?', 2);
  return `${base.replace(/\/+$/, '')}${path}${query ? `?${query}` : ''}`;
}

/** The parameters of a base URL, by name; empty for a model in this process. */
export function queryOf(baseUrl: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(baseUrl.split('?', 2)[1] ?? ''));
}

/** The names of a server's own headers, in order; `undefined` where it has none. */
export function headerNames({
  headerVariables
}: {
  readonly headerVariables?: Readonly<Record<string, string>> | undefined;
}): string[] | undefined {
  return (
    headerVariables &&
    Object.keys(headerVariables)
      .map(name => name.toLowerCase())
      .sort()
  );
}
