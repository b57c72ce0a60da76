import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Handler } from '../../kernel-lib/src/base/handler';
import { serve } from '../../kernel-lib/src/edge/serve';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';

/** The rehearsal models behind HTTP; counts what it is asked, and says so call by call. */
export interface CountedWorld {
  /** A profile that names the server, for `--models`. */
  readonly profile: string;
  /** Chat calls that have come in. */
  asked(): number;
  /** Those of them that had come in before. */
  askedAgain(): number;
  /** Called at every chat call, before it is answered, with its number from 1. */
  onCall: (number: number) => void;
  /** Answers from now on with something else; `undefined` restores the models. */
  answering: Handler | undefined;
  /** What answers otherwise. */
  readonly models: Handler;
}

/** Starts the server; it ends with the test. `fields` are added to the profile. */
export async function countedWorld(project: string, fields: object = {}): Promise<CountedWorld> {
  const models = rehearsalServer();
  const seen = new Map<string, number>();
  let asked = 0;
  const served = await serve(call => {
    if (call.path === '/v1/chat/completions') {
      const key = JSON.stringify(call.body);
      seen.set(key, (seen.get(key) ?? 0) + 1);
      world.onCall(++asked);
    }
    return (world.answering ?? models)(call);
  });
  onTestFinished(served.close);
  const world: CountedWorld = {
    profile: profileAt(project, served.url, fields),
    asked: () => asked,
    askedAgain: () => asked - seen.size,
    onCall: () => undefined,
    answering: undefined,
    models
  };
  return world;
}

function profileAt(project: string, baseUrl: string, fields: object): string {
  const shipped = new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url);
  const profile = JSON.parse(readFileSync(shipped, 'utf8')) as object;
  const path = join(project, 'counted.json');
  writeFileSync(
    path,
    JSON.stringify({ ...profile, name: 'counted', server: { baseUrl }, ...fields })
  );
  return path;
}
