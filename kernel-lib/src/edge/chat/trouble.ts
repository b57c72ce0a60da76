import { messageOf } from '../../base/fail';
import { UnreadableAnswer } from './server-error';
import type { Endpoint } from '../profile';
import { proxyFor } from '../proxy';

/** The HTTP status that a server answered with instead of what was wanted; none where nothing came. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
}

/** What went wrong with a request, in one sentence: with a connection, what it broke on. */
export function troubleOf(error: unknown): string {
  const said = messageOf(error);
  if (!isUnanswered(error)) return said;
  const reason = reasonIn(error);
  return reason === '' ? said : `Connection error: ${reason}`;
}

/** Whether a request brought no answer of any kind, because no connection was made or it broke. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Connection error.';
}

/** Whether an account has nothing left, which no waiting mends. Source: OpenAI, error codes. */
export function isOutOfCredit(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'insufficient_quota';
}

/** What a user can do about it. */
export function adviceFor(error: unknown, { keyVariable, model, baseUrl }: Endpoint): string {
  const status = statusOf(error);
  if (isOutOfCredit(error)) return 'The account has no credit left: add some where it is billed.';
  if (error instanceof UnreadableAnswer) {
    return `Check that ${baseUrl} is the address of an OpenAI-compatible server; most end in /v1.`;
  }
  if (status === undefined && /certificate|self.signed|ssl|tls/i.test(troubleOf(error))) {
    return 'Check http or https in the address; a certificate of your own goes into NODE_EXTRA_CA_CERTS.';
  }
  const proxy =
    status === undefined || status === 407 ? proxyFor(new URL(baseUrl).origin) : undefined;
  if (proxy) {
    return `Check the proxy in ${proxy.label}: ${baseUrl} is asked through it. Correct the variable, unset it, or name the server in NO_PROXY.`;
  }
  if (status === undefined) return `Check that a server runs at ${baseUrl}.`;
  if (status === 401 || status === 403) {
    return keyVariable === undefined
      ? 'Name the environment variable of its key in the profile (keyVariable).'
      : `Check the key in ${keyVariable}, and that it may use ${model}.`;
  }
  if (status === 404) return 'Check the address and the name of the model in the profile.';
  if (status === 429) return 'Wait, or ask for less at once (--concurrency).';
  if (status >= 500) return 'The trouble is the server’s own; look at what it logs.';
  return 'The server takes no such request: compare the profile (limits, context, supports) with what it says.';
}

// The innermost one knows; several addresses that were tried have nothing to say together.
function reasonIn(error: unknown): string {
  const { cause, errors, code, message } = error as Partial<
    AggregateError & NodeJS.ErrnoException & Error
  >;
  if (cause instanceof Error) return reasonIn(cause);
  if (errors && !message) return [...new Set(errors.map(messageOf))].join(', ');
  return message === 'Connection error.' ? '' : message || (code ?? '');
}
