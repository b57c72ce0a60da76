import { LabError } from '../base/fail';
import { inProject } from '../edge/root';
import { serve } from '../edge/serve';
import { rehearsalServer } from '../rehearsal/server';
import { weightFolder } from './models';

/** How the embedded models are served to others. */
export interface RehearsalOptions {
  readonly port: number;
  /** The folder of trained weights, relative to the project. */
  readonly weights: string;
  /** Other names for models, as `name=model`. */
  readonly alias?: readonly string[];
  readonly json?: true;
}

/** Serves the embedded models on this machine until it is interrupted. */
export async function serveRehearsal(options: RehearsalOptions): Promise<void> {
  const aliases = Object.fromEntries((options.alias ?? []).map(aliasOf));
  const weights = weightFolder(inProject(options.weights));
  const served = await serve(rehearsalServer({ weights, aliases }), options.port);
  const text = options.json
    ? JSON.stringify({ url: served.url })
    : `Rehearsal models at ${served.url} (Ctrl+C to stop). Simulated: see docs/rehearsal.md.`;
  process.stdout.write(`${text}\n`);
  await new Promise<void>(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await served.close();
}

function aliasOf(text: string): [string, string] {
  const [name, model, ...rest] = text.split('=');
  if (name && model && rest.length === 0) return [name, model];
  throw new LabError('lab/serve-rehearsal', {
    expected: 'an alias as name=model',
    got: text,
    todo: 'Write, for example, --alias my-judge=<a model of /v1/models>.'
  });
}
