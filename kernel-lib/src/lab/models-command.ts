import { oneLine } from '../base/escape';
import { postsOf, readProfile } from '../edge/profile';
import { terminalQuestion } from '../edge/question';
import { print, printJson } from '../edge/terminal';
import { probeModels, type Probe } from './probe';
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
  const probes = await probeModels(profile, new Date());
  const isReady = probes.every(isUsable);
  if (json) {
    const line = { verb: 'models', profile: profile.name, ready: isReady, probes };
    printJson(line);
    return isReady;
  }
  const about = profile.about ? [profile.about, ''] : [];
  const verdict = isReady ? 'Every model can be used.' : 'Some models cannot be used.';
  print([...about, ...probes.flatMap(lines), '', verdict, ''].join('\n'));
  return isReady;
}

/** Whether a run can begin with the model: it answers, and its server does not deny it. */
export function isUsable({ reachable, listed, json }: Probe): boolean {
  return reachable === 'yes' && listed !== false && json === 'yes';
}

function lines(probe: Probe): string[] {
  const { role, model, baseUrl, reachable, listed, json, latencyMs, add, instead } = probe;
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
    ...(add ? [`${' '.repeat(9)}add to ${role}: ${JSON.stringify(add).slice(1, -1)}`] : []),
    ...instead.map(sentence => `${' '.repeat(9)}${oneLine(sentence)}`)
  ];
}
