import type { ZodError } from 'zod';
import type { Answer } from '../base/handler';

/** An error in the shape of the OpenAI protocol. */
export interface ApiFailure {
  readonly status: number;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server answers where it cannot do what it was asked. */
export function failed({ status, message, code, param, headers }: ApiFailure): Answer {
  const type = typeOf(status);
  const error = { message, type, param: param ?? null, code: code ?? null };
  return { status, json: { error }, ...(headers && { headers }) };
}

/** A model that the server does not have. */
export function unknownModel(model: string): Answer {
  return failed({
    status: 404,
    message: `The model \`${model}\` does not exist. GET /v1/models lists those that do.`,
    code: 'model_not_found',
    param: 'model'
  });
}

/** A request that is not as it has to be. */
export function refused(message: string, param?: string, code?: string): Answer {
  return failed({ status: 400, message, ...(param && { param }), ...(code && { code }) });
}

/** A body that has not the shape it has to have: its first fault. */
export function refusedBody({ issues: [issue] }: ZodError): Answer {
  const path = issue?.path.join('.') ?? '';
  return refused(`${path === '' ? 'The body' : path}: ${issue?.message}`, path);
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
