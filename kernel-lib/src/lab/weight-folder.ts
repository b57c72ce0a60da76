import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../base/id';
import { writeWhole } from '../edge/files';
import type { WeightStore } from '../rehearsal/store';

/** Trained weights as files, named by a hash of the model's name, which is not ours to trust. */
export function weightFolder(folder: string): WeightStore {
  const pathOf = (model: string) => join(folder, `${digest(model).slice(0, 16)}.json`);
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  return {
    read: model => (existsSync(pathOf(model)) ? readFileSync(pathOf(model), 'utf8') : undefined),
    write: (model, text) => writeWhole(pathOf(model), text),
    list: () => files().flatMap(file => nameIn(readFileSync(join(folder, file), 'utf8')))
  };
}

/** The name of the model that weights belong to; none where an earlier release left it out. */
function nameIn(weights: string): string[] {
  const { model } = JSON.parse(weights) as { model?: unknown };
  return typeof model === 'string' ? [model] : [];
}
