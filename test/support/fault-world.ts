import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Handler } from '../../kernel-lib/src/base/handler';
import { serve } from '../../kernel-lib/src/edge/serve';
import {
  kindOf,
  withFaults,
  type CallKind,
  type Faults
} from '../../kernel-lib/src/rehearsal/faults';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';

/** The rehearsal models behind a real HTTP server whose faults can be changed, and a folder. */
export interface FaultWorld {
  readonly folder: string;
  /** A profile that names the server, with short time-outs. */
  readonly profile: string;
  /** From now on calls meet these faults, or none. */
  meet(faults: Faults | undefined): void;
  /** The replies of a kind that were sent as the model gave them. */
  genuine(kind: CallKind): readonly string[];
  /** Calls that met a fault. */
  hurt(): number;
  close(): Promise<void>;
}

/** Starts the server. Many of these may live at once, so each is closed by who opened it. */
export async function faultWorld(timeoutMs: number): Promise<FaultWorld> {
  const models = rehearsalServer();
  const untouched = new WeakSet<Answer>();
  const said: { kind: CallKind; text: string }[] = [];
  let hurt = 0;
  const healthy: Handler = async call => {
    const answer = await models(call);
    untouched.add(answer);
    return answer;
  };
  let current = healthy;
  const served = await serve(async call => {
    const answer = await current(call);
    if (call.path !== '/v1/chat/completions') return answer;
    if (untouched.has(answer)) said.push({ kind: kindOf(call.body), text: textOf(answer) });
    else hurt++;
    return answer;
  });
  const folder = mkdtempSync(join(tmpdir(), 'sotopia-pi-faults-'));
  return {
    folder,
    profile: profileIn(folder, served.url, timeoutMs),
    meet: faults => void (current = faults ? withFaults(healthy, faults) : healthy),
    genuine: kind => said.filter(each => each.kind === kind).map(({ text }) => text),
    hurt: () => hurt,
    close: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

interface Profile {
  readonly models: Record<string, object>;
}

function profileIn(folder: string, baseUrl: string, timeoutMs: number): string {
  const shipped = new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url);
  const profile = JSON.parse(readFileSync(shipped, 'utf8')) as Profile;
  const roles = Object.entries(profile.models).map(([role, model]) => [
    role,
    { ...model, timeoutMs }
  ]);
  const path = join(folder, 'faulty.json');
  const models = Object.fromEntries(roles) as Profile['models'];
  writeFileSync(path, JSON.stringify({ ...profile, name: 'faulty', server: { baseUrl }, models }));
  return path;
}

function textOf({ json }: Answer): string {
  const [choice] = (json as { choices: { message: { content: string } }[] }).choices;
  return choice!.message.content;
}
