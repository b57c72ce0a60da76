import { z } from 'zod';
import type { ModelNames } from '../model-names';
import type { LargeFiles } from './files';
import { folderOf } from './use-episodes';

/** The order in which the paper names the models; others come after these. */
const inPaper = ['base', 'SR', 'BC', 'BC+SR', 'expert', 'partner'];

/** The roles of `run.json` whose models talk, and the names of these models. */
const talkers = { student: 'base', expert: 'expert', partner: 'partner' } as const;

const RunFile = z.object({ models: z.record(z.string(), z.object({ model: z.string() })) });
const Card = z.object({ name: z.string(), model: z.string() });

/** The names of a run's models by id, from the run's own files; a missing or broken file adds none. */
export async function modelNamesOf(
  files: LargeFiles,
  path: string,
  signal: AbortSignal
): Promise<ModelNames> {
  const read = async (name: string) => {
    const file = [folderOf(path), name].filter(Boolean).join('/');
    return (await files.text(file, signal).catch(() => undefined)) ?? '';
  };
  const [run, cards] = await Promise.all([read('run.json'), read('models.jsonl')]);
  const names = new Map<string, string>();
  const add = (id: string, name: string) => {
    const known = names.get(id);
    if (known?.split(' / ').includes(name)) return;
    names.set(id, known === undefined ? name : `${known} / ${name}`);
  };
  const { models = {} } = RunFile.safeParse(jsonOr(run)).data ?? {};
  for (const [role, name] of Object.entries(talkers))
    if (models[role]) add(models[role].model, name);
  for (const line of cards.split('\n')) {
    const card = Card.safeParse(jsonOr(line)).data;
    if (card) add(card.model, card.name);
  }
  return names;
}

/** Orders models as the paper does; those that it does not have, by name. */
export function byModelName(names: ModelNames) {
  const nameOf = (id: string) => names.get(id) ?? id;
  const rank = (id: string) => {
    const at = inPaper.indexOf(nameOf(id).split(' / ')[0]!);
    return at < 0 ? inPaper.length : at;
  };
  return (a: string, b: string) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
