import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpora } from '../../../../kernel-lib/src/lab/import/corpora';
import { fetchCorpus } from '../../../../kernel-lib/src/lab/import/fetch';
import { fileServer } from '../../../support/file-server';
import { emptyFolder } from '../../../support/folder';

const bytes = Buffer.from(',prompt,source\n0,sing,normbank\n');

test('the licence is said before anything is asked for, then the files come', async () => {
  const server = await fileServer({ 'NormBank.csv': bytes });
  const to = emptyFolder();
  const said: string[] = [];
  const onNotice = (sentence: string) =>
    void said.push(`${sentence} (${server.asked.length} asked)`);
  const files = await fetchCorpus('normbank', { to, mirror: `${server.url}/`, onNotice });
  expect(said).toEqual([expect.stringMatching(/Licence: CC BY-SA 4\.0\..*\(0 asked\)/)]);
  expect(files).toMatchObject([{ path: join(to, 'NormBank.csv'), bytes: bytes.length }]);
  expect(readFileSync(join(to, 'NormBank.csv'))).toEqual(bytes);
});

test('what is there is not fetched again', async () => {
  const server = await fileServer({ 'NormBank.csv': bytes });
  const options = { to: emptyFolder(), mirror: server.url };
  await fetchCorpus('normbank', options);
  await fetchCorpus('normbank', options);
  expect(server.asked).toHaveLength(1);
});

test('without a network it says what to download where, and how to point at it', async () => {
  const to = emptyFolder();
  const fetching = fetchCorpus('social-iqa', { to, mirror: 'http://127.0.0.1:9' });
  await expect(fetching).rejects.toThrow('[lab/import/fetch] expected to fetch social-iqa');
  await expect(fetching).rejects.toThrow(
    `download http://127.0.0.1:9/socialiqa-train-dev.zip and put it at ${to}/socialiqa-train-dev.zip, ` +
      'or keep it anywhere and give its path to `sotopia-pi import` or --inspirations.'
  );
});

test('a file whose published checksum is another one is refused', async () => {
  const server = await fileServer({ 'socialiqa-train-dev.zip': bytes });
  const fetching = fetchCorpus('social-iqa', { to: emptyFolder(), mirror: server.url });
  await expect(fetching).rejects.toThrow('2198056 bytes, SHA-256 ee073914');
});

test('every data set has a licence, a page and files with plain names at safe addresses', () => {
  for (const { licence, page, files } of Object.values(corpora)) {
    expect(licence).not.toBe('');
    expect(page).toMatch(/^https:/);
    for (const { name, url } of files) {
      expect(name).toMatch(/^[A-Za-z0-9][\w.-]+$/);
      expect(url).toMatch(/^https:/);
    }
  }
});
