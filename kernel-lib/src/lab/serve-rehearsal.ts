import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import type { Handler } from '../base/handler';
import { serve } from '../edge/serve';
import { print, printJson } from '../edge/terminal';
import { rehearsalServer } from '../rehearsal/server';
import { runFolder } from './run-folder';
import { weightFolder } from './weight-folder';

/** How the embedded models are served to others. */
export interface RehearsalOptions {
  readonly port: number;
  /** The folder of trained weights, relative to the project. */
  readonly weights: string;
  /** A run folder, to serve the models trained in it. */
  readonly run?: string;
  /** Other names for models, as `name=model`. */
  readonly alias?: readonly string[];
  /** For requests that bring none. */
  readonly seed?: number;
  readonly json?: true;
}

/** Serves the embedded models on this machine until it is interrupted. */
export async function serveRehearsal(options: RehearsalOptions): Promise<void> {
  const aliases = Object.fromEntries((options.alias ?? []).map(aliasOf));
  const folder = options.run === undefined ? options.weights : join(options.run, 'weights');
  const weights = weightFolder(runFolder(folder));
  await checkAliases(aliases, rehearsalServer({ weights }));
  const { seed } = options;
  const handler = rehearsalServer({ weights, aliases, ...(seed !== undefined && { seed }) });
  const served = await serve(handler, options.port);
  if (options.json) printJson({ url: served.url });
  else
    print(
      `Rehearsal models at ${served.url} (Ctrl+C to stop). Simulated: see docs/rehearsal.md.\n`
    );
  await new Promise<void>(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await served.close();
}

function aliasOf(text: string): [string, string] {
  const [name, model, ...rest] = text.split('=');
  if (name && model && rest.length === 0) return [name, model];
  throw new UsageError('lab/serve-rehearsal', {
    expected: 'an alias as name=model',
    got: text,
    todo: 'Write, for example, --alias my-judge=<a model of /v1/models>.'
  });
}

async function checkAliases(aliases: Record<string, string>, server: Handler): Promise<void> {
  const { json } = await server({ method: 'GET', path: '/v1/models' });
  const known = ModelList.parse(json).data.map(({ id }) => id);
  for (const model of Object.values(aliases)) {
    if (known.includes(model)) continue;
    throw new UsageError('lab/serve-rehearsal', {
      expected: `an alias of a model that is there (${known.join(', ')})`,
      got: model,
      todo: 'Name one of them behind the equals sign.'
    });
  }
}

const ModelList = z.object({ data: z.array(z.object({ id: z.string() })) });
