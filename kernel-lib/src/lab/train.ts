import { trainedByApi } from '../edge/train-openai';
import { cardId, cardOf } from '../model/card';
import { jobOf, splitOf } from '../model/plan';
import type { Card } from '../model/schema';
import type { Row } from '../sft/schema';
import { toOpenAiChat } from '../sft/export-openai-chat';
import { ControlTokenFilter } from './export/control-tokens';
import { collections, type Collection } from './plan';
import type { Run } from './run';
import { isComplete } from './select';
import { runStage, type Item, type StageReport } from './stage';
import { tables } from './tables';

/** Trains every model whose rows and whose start are there. */
export function trainModels(run: Run): Promise<StageReport> {
  const items = collections.flatMap(collection => trainingItem(run, collection));
  return runStage<Card>(run, { stage: 'train models', table: tables.models, items });
}

function trainingItem(run: Run, collection: Collection): Item<Card>[] {
  const start = run.models.player(collection.start);
  const rows = run.rows(tables.rows).filter(({ tag }) => tag === collection.tag);
  if (!start || rows.length === 0 || !isComplete(run, collection)) return [];
  const recipe = { ...run.settings.recipe, seed: run.settings.seed };
  const job = jobOf({ name: collection.trains, start: start.name, rows, recipe });
  const make = async (signal: AbortSignal) => {
    const { training, validation } = splitOf(withoutControlTokens(run, rows), recipe);
    const { epochs, batchSize, learningRate, seed } = recipe;
    const request = {
      start: job.start,
      suffix: job.name.toLowerCase().replace(/[^a-z]+/g, '-'),
      training: [...toOpenAiChat(training)].join(''),
      ...(validation.length > 0 && { validation: [...toOpenAiChat(validation)].join('') }),
      epochs,
      batchSize,
      learningRate,
      seed
    };
    const student = run.models.endpoint('student');
    const fetch = run.models.fetch('student');
    return cardOf(job, await trainedByApi(student, request, { signal, fetch }));
  };
  return [{ id: cardId(job), make }];
}

/** The rows as they are sent for training, with control tokens of chat templates escaped and counted. */
function withoutControlTokens(run: Run, rows: readonly Row[]): Row[] {
  const tokens = new ControlTokenFilter();
  const sent = rows.map(row => tokens.row(row));
  for (const line of tokens.lines()) run.options.onNotice(line);
  return sent;
}
