import { oneLine } from '../base/escape';
import { postsOf, readProfile } from '../edge/profile';
import { terminalQuestion } from '../edge/question';
import { print, printJson } from '../edge/terminal';
import { probeModels, type Probe } from './probe';
import { mostRetries } from './probe-request';
import { allowKeys } from './servers';

export interface ModelsFlags {
  readonly models: string;
  readonly trustServer?: readonly string[];
  readonly json?: true;
}

/** Probes every role of a profile and says what was found; `false` when a model cannot be used. */
export async function modelsCommand(flags: ModelsFlags): Promise<boolean> {
  const { models, trustServer = [], json } = flags;
  const profile = readProfile(models);
  await allowKeys(postsOf(profile), { trustServers: trustServer, ...terminalQuestion() });
  let calls = 0;
  const probes = await probeModels(profile, new Date(), {
    planned: n => {
      if (!json) print(plannedText(n));
    },
    called: () => calls++
  });
  const isReady = probes.every(isUsable);
  if (json) {
    const line = { verb: 'models', profile: profile.name, ready: isReady, calls, probes };
    printJson(line);
    return isReady;
  }
  const about = profile.about ? [profile.about, ''] : [];
  const verdict = isReady ? 'Every model can be used.' : 'Some models cannot be used.';
  const made = `${calls} calls were made.`;
  const found = [...about, ...probes.flatMap(lines), '', ...additions(probes)];
  print([...found, `${verdict} ${made}`, ''].join('\n'));
  return isReady;
}

function plannedText(calls: number): string {
  return `Asks for one reply to each form of request (action, rating, task) of each model: ${calls} calls, and up to ${mostRetries} more for one that is refused.\n`;
}

/** The fields that roles need, as JSON to be copied into the profile; empty where none does. */
function additions(probes: readonly Probe[]): string[] {
  const models = Object.fromEntries(probes.flatMap(({ role, add }) => (add ? [[role, add]] : [])));
  if (Object.keys(models).length === 0) return [];
  return [
    'With these fields, added to the roles in the profile, the requests are taken:',
    JSON.stringify({ models }, undefined, 2),
    ''
  ];
}

/** Whether a run can begin with the model: it answers, and its server does not deny it. */
export function isUsable({ reachable, listed, json }: Probe): boolean {
  return reachable === 'yes' && listed !== false && json === 'yes';
}

function lines(probe: Probe): string[] {
  const { role, model, baseUrl, reachable, listed, json, latencyMs, instead } = probe;
  const trouble =
    reachable !== 'yes'
      ? `not reached: ${reachable}`
      : listed === false
        ? 'its server does not list it'
        : json === 'yes'
          ? `ready, ${latencyMs} ms`
          : `JSON: ${json}`;
  return [
    `${role.padEnd(8)} ${model} at ${baseUrl}: ${oneLine(trouble)}`,
    ...instead.map(sentence => `${' '.repeat(9)}${oneLine(sentence)}`)
  ];
}
