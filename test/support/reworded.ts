import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer } from '../../kernel-lib/src/base/handler';
import { serve } from '../../kernel-lib/src/edge/serve';
import { kindOf, type CallKind } from '../../kernel-lib/src/rehearsal/faults';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';

/** What a server says in place of a model's reply. */
export interface Reworded {
  readonly content: string;
  readonly finish_reason?: string;
  readonly reasoning_content?: string;
}

/** Changes what a model replied; `nth` counts the calls with the same prompt, from 0. */
export type Rewording = (content: string, kind: CallKind, nth: number) => Reworded;

/** The rehearsal models behind a server that words their replies in its own way, and its profile. */
export async function rewordedProfile(folder: string, reword: Rewording): Promise<string> {
  const models = rehearsalServer();
  const seen = new Map<string, number>();
  const served = await serve(async call => {
    const answer = await models(call);
    if (call.path !== '/v1/chat/completions') return answer;
    const prompt = JSON.stringify((call.body as { messages: unknown }).messages);
    const nth = seen.get(prompt) ?? 0;
    seen.set(prompt, nth + 1);
    return withReply(answer, content => reword(content, kindOf(call.body), nth));
  });
  onTestFinished(served.close);
  const shipped = new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url);
  const profile = JSON.parse(readFileSync(shipped, 'utf8')) as object;
  const path = join(folder, 'reworded.json');
  writeFileSync(
    path,
    JSON.stringify({ ...profile, name: 'reworded', server: { baseUrl: served.url } })
  );
  return path;
}

interface Completion {
  readonly choices: readonly { readonly message: { readonly content: string } }[];
}

function withReply(answer: Answer, reword: (content: string) => Reworded): Answer {
  if (!('json' in answer)) return answer;
  const completion = answer.json as Completion;
  const choices = completion.choices.map(choice => {
    const { finish_reason = 'stop', ...message } = reword(choice.message.content);
    return { ...choice, finish_reason, message: { ...choice.message, ...message } };
  });
  return { ...answer, json: { ...completion, choices } };
}
