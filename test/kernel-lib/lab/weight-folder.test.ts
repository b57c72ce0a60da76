import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchFrom } from '../../../kernel-lib/src/edge/embedded';
import { trainedByApi } from '../../../kernel-lib/src/edge/train-openai';
import { weightFolder } from '../../../kernel-lib/src/lab/weight-folder';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { readProfile } from '../../../kernel-lib/src/edge/profile';
import { emptyFolder } from '../../support/folder';

const student = readProfile('rehearsal').models.student.model;
const row = JSON.stringify({
  messages: [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: '{"action_type":"speak","argument":"Hello!"}' }
  ]
});

/** The folder after a training, and the model's name. */
async function trainedIn(folder: string): Promise<string> {
  const fetch = fetchFrom(rehearsalServer({ weights: weightFolder(folder) }));
  const endpoint = { model: student, baseUrl: 'embedded', temperature: 1 } as const;
  const { model } = await trainedByApi(
    endpoint,
    {
      ...{ start: student, suffix: 'test', training: `${row}\n`.repeat(10), seed: 1 },
      ...{ epochs: 1, batchSize: 4, learningRate: 1 }
    },
    { fetch }
  );
  return model;
}

async function listedIn(folder: string): Promise<string[]> {
  const server = rehearsalServer({ weights: weightFolder(folder) });
  const { status, json } = await server({ method: 'GET', path: '/v1/models' });
  expect(status).toBe(200);
  return (json as { data: { id: string }[] }).data.map(({ id }) => id);
}

test('a model that was trained is listed, also by the next server over the same folder', async () => {
  const folder = emptyFolder();
  const model = await trainedIn(folder);
  expect(weightFolder(folder).list()).toEqual([model]);
  expect(await listedIn(folder)).toContain(model);
});

test('weights of an earlier release, which do not name their model, are not listed and do no harm', async () => {
  const folder = emptyFolder();
  const model = await trainedIn(folder);
  const [file = ''] = readdirSync(folder);
  const { model: _, ...nameless } = JSON.parse(weightFolder(folder).read(model)!) as object & {
    model: string;
  };
  writeFileSync(join(folder, file), JSON.stringify(nameless));
  expect(weightFolder(folder).list()).toEqual([]);
  expect(await listedIn(folder)).toContain(student);
});
