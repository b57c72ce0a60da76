import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../base/fail';
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
    list: () => files().map(file => nameIn(readFileSync(join(folder, file), 'utf8')))
  };
}

function nameIn(weights: string): string {
  const { model } = JSON.parse(weights) as { model?: unknown };
  if (typeof model === 'string') return model;
  throw new LabError('lab/weight-folder', {
    expected: 'weights that name their model',
    got: weights,
    todo: 'Remove the file from the weights folder and train again.'
  });
}
