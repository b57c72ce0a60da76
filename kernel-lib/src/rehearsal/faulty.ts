import type { Answer, Call, Handler } from '../base/handler';
import { failed } from './errors';
import type { Fault } from './faults';

/** What comes instead of a handler's answer when a fault befalls the call. */
export async function faulty(
  fault: Fault,
  handler: Handler,
  call: Call,
  retryAfterSeconds: number
): Promise<Answer> {
  const sayInstead = async (text: (said: string) => string, more?: Said) =>
    withText(await handler(call), text, more);
  switch (fault) {
    case 'rateLimited':
    case 'tooMany':
      return tooMany(fault === 'tooMany' ? {} : { 'retry-after': String(retryAfterSeconds) });
    case 'badRequest':
      return failed({ status: 400, message: 'The request could not be understood.' });
    case 'serverError':
      return failed({ status: 500, message: 'The server had an error.' });
    case 'reset':
    case 'hang':
      return { status: 0, fault };
    case 'halfBody':
    case 'slowDrip':
      return { ...(await handler(call)), delivery: fault === 'halfBody' ? 'half' : 'drip' };
    case 'empty':
      return sayInstead(() => '');
    case 'notJson':
      return sayInstead(() => 'Certainly! Let me think about what to say here.');
    case 'truncated':
      return sayInstead(half);
    case 'cutOff':
      return sayInstead(half, { finish: 'length' });
    case 'unknownAction':
      return sayInstead(() => '{"action_type": "teleport", "argument": "to the moon"}');
    case 'wrongType':
      return sayInstead(ofOtherTypes);
    case 'refusal':
      return sayInstead(() => '', { refusal: 'I cannot help with that.' });
    default:
      return fault satisfies never;
  }
}

function tooMany(headers: Record<string, string>): Answer {
  const message = 'Rate limit reached.';
  return failed({ status: 429, message, code: 'rate_limit_exceeded', headers });
}

function half(said: string): string {
  return said.slice(0, Math.floor(said.length / 2));
}

/** The same JSON with a number for every text, and a text for everything else. */
function ofOtherTypes(said: string): string {
  try {
    return JSON.stringify(JSON.parse(said), (_, value: unknown) =>
      typeof value === 'string' ? value.length : typeof value === 'object' ? value : 'many'
    );
  } catch {
    return '[]';
  }
}

/** What is said of a completion beside its text. */
interface Said {
  readonly finish?: string;
  readonly refusal?: string;
}

interface Completion {
  readonly choices: readonly { readonly message?: { readonly content: string } }[];
}

/** A completion with other words; an answer that is none stays as it is. */
function withText(
  answer: Answer,
  text: (said: string) => string,
  { finish, refusal }: Said = {}
): Answer {
  if (answer.status !== 200 || !isCompletion(answer.json)) return answer;
  const choices = answer.json.choices.map(choice => ({
    ...choice,
    message: {
      ...choice.message,
      content: text(choice.message?.content ?? ''),
      ...(refusal && { refusal })
    },
    ...(finish && { finish_reason: finish })
  }));
  return { ...answer, json: { ...answer.json, choices } };
}

function isCompletion(json: unknown): json is Completion {
  return typeof json === 'object' && json !== null && 'choices' in json;
}
