import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parametersOf } from '../../../../kernel-lib/src/edge/chat/wording';
import { linesOf } from '../../../../kernel-lib/src/edge/files';
import { rateInBatch } from '../../../../kernel-lib/src/lab/batch/batch';
import { rateEpisodes } from '../../../../kernel-lib/src/lab/rate';
import { openRun, type Run, type RunOptions } from '../../../../kernel-lib/src/lab/run';
import { tables } from '../../../../kernel-lib/src/lab/tables';
import { batchTestServer, resultOf, rowsIn, type BatchRow } from '../../../support/batch-server';
import { emptyFolder } from '../../../support/folder';
import { oneModelProfile, openAiServer } from '../../../support/openai-server';
import { judgeReply } from '../../../support/ratings';
import { episodeOf } from '../../../support/scene';
import { talk } from '../../../support/turns';

const price = { prompt: 10, completion: 20, batchShare: 0.5 };
const ids = [1, 2, 3].map(n => `episode-000000000000000${n}`);

/** A new run of three episodes that nobody has rated, and a way to open it again. */
function unrated(url: string, fields: object = {}) {
  vi.stubEnv('XDG_CACHE_HOME', emptyFolder());
  const folder = emptyFolder();
  const models = join(folder, 'profile.json');
  const judge = { temperature: 0.5, pricePerMillionTokens: price, ...fields };
  const { server, ...rest } = oneModelProfile(url, judge) as { server: object };
  vi.stubEnv('BATCH_TEST_KEY', 'a-key-to-be-looked-for');
  writeFileSync(
    models,
    JSON.stringify({ ...rest, server: { ...server, keyVariable: 'BATCH_TEST_KEY' } })
  );
  const said: string[] = [];
  const open = (options: Partial<RunOptions> = {}): Run => {
    const onNotice = (sentence: string) => void said.push(sentence);
    return openRun(join(folder, 'run'), { models }, { onNotice, ...options });
  };
  const first = open();
  const episodes = ids.map(id => episodeOf(talk(2), { id, tag: 'collect BC' }));
  first.writeRows(tables.episodes, episodes);
  first.close();
  /** Opens the run, rates in bulk, and closes it again, as the command does. */
  const rated = async (
    options: Partial<RunOptions> = {},
    limits?: Parameters<typeof rateInBatch>[1]
  ) => {
    const run = open(options);
    try {
      const report = await rateInBatch(run, limits);
      return { report, ratings: run.rows(tables.ratings), failures: run.rows(tables.failures) };
    } finally {
      run.close();
    }
  };
  return { folder: join(folder, 'run'), open, rated, said };
}

const takesBatches = { supports: { batch: true } };
const good = { reply: judgeReply() };
const ledgerOf = (folder: string) =>
  linesOf(join(folder, 'ledger.jsonl')).map(line => JSON.parse(line) as Record<string, unknown>);

test('a batch is handed in, waited for over days, and collected once', async () => {
  const server = await batchTestServer();
  const { folder, rated, said } = unrated(server.url, takesBatches);

  expect(await rated()).toMatchObject({ report: { made: 0, failed: 0 }, ratings: [] });
  expect(server.batches.map(rows => rows.length)).toEqual([3]);
  expect(await rated()).toMatchObject({ report: { made: 0, failed: 0 } });
  expect(said.at(-1)).toBe('ratings-1 (batch-1): in progress, 0 of 3 done.');

  server.finish(() => good);
  const { report, ratings } = await rated();
  expect(report).toMatchObject({ made: 3, total: 3, failed: 0 });
  expect(ratings.map(({ episode }) => episode)).toEqual(ids);
  await rated();
  expect(server.batches).toHaveLength(1);
  const lines = ledgerOf(folder);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ outcome: 'ok', promptTokens: 1000, batch: true });
  expect(lines[0]!.price).toBeCloseTo(((1000 * 10 + 100 * 20) / 1e6) * 0.5);
});

test('a rating of a batch is the same, to the byte, as a live one; so is the question', async () => {
  const server = await batchTestServer();
  const bulk = unrated(server.url, takesBatches);
  await bulk.rated();
  server.finish(() => good);
  await bulk.rated();

  const live = await openAiServer(['any'], () => judgeReply());
  const other = unrated(live.url, takesBatches);
  const run = other.open();
  await rateEpisodes(run);
  run.close();
  const ratingsIn = (folder: string) => readFileSync(join(folder, 'ratings.jsonl'), 'utf8');
  expect(ratingsIn(bulk.folder)).toBe(ratingsIn(other.folder));
  const bodies = live.calls.map(({ body }) => body as BatchRow['body']);
  expect(server.batches[0]!.map(({ body }) => body)).toEqual(expect.arrayContaining(bodies));
});

test('rating live what is in a batch warns that it is paid for twice; what is collected warns of nothing', async () => {
  const server = await batchTestServer();
  const { open, rated, said } = unrated(server.url, takesBatches);
  const rateLive = async () => {
    const run = open();
    await rateEpisodes(run);
    run.close();
  };
  await rated();
  server.finish(() => good);
  const warning =
    'Ratings under way in a batch: 3. Rated live as well, they are paid for twice; rate --batch collects them.';
  await rateLive();
  expect(said).toContain(warning);
  await rated();
  said.length = 0;
  await rateLive();
  expect(said).not.toContain(warning);
});

test('rows that fail, and replies that are no rating, are listed, and asked again with the next seed', async () => {
  const server = await batchTestServer();
  const { rated, folder } = unrated(server.url, takesBatches);
  await rated();
  const [first, second, third] = server.batches[0]!;
  const bad = judgeReply({ goal: ['too much', 11] });
  server.finish(row => {
    if (row.custom_id === first!.custom_id) return good;
    return row.custom_id === second!.custom_id ? { status: 500 } : { reply: bad };
  });
  const { ratings, failures } = await rated();
  expect(ratings).toHaveLength(1);
  expect(failures.map(({ id }) => id)).toEqual([second!.custom_id, third!.custom_id]);
  expect(failures[0]!.reason).toContain('HTTP 500');
  expect(failures[1]!.reason).toContain('goal of agent 1');
  const again = server.batches[1]!;
  expect(again.map(({ custom_id }) => custom_id)).toEqual([second!.custom_id, third!.custom_id]);
  expect(again.map(({ body }) => body.seed)).toEqual([second!.body.seed, expect.any(Number)]);
  expect(again[1]!.body.seed).not.toBe(third!.body.seed);
  expect(ledgerOf(folder).map(({ outcome }) => outcome)).toEqual([
    'ok',
    'ok',
    'HTTP 500: The server had trouble.'
  ]);

  server.finish(() => good);
  const last = await rated();
  expect(last.failures).toEqual([]);
  expect(last.ratings.find(({ id }) => id === third!.custom_id)?.attempts).toEqual([
    { reply: bad, reason: expect.stringContaining('goal of agent 1') as string }
  ]);
});

test('of a batch that expired what was answered is kept, and the rest is handed in anew', async () => {
  const server = await batchTestServer();
  const { rated } = unrated(server.url, takesBatches);
  await rated();
  const [first] = server.batches[0]!;
  server.finish(row => (row.custom_id === first!.custom_id ? good : 'expired'), 'expired');
  const { ratings, failures } = await rated();
  expect(ratings).toHaveLength(1);
  expect(failures[0]!.reason).toContain('could not be executed in time');
  expect(server.batches[1]).toHaveLength(2);
});

test('a batch that the server refuses as a whole is an error with its reason', async () => {
  const server = await batchTestServer();
  const { rated } = unrated(server.url, takesBatches);
  await rated();
  server.refuse('Enqueued token limit reached.');
  await expect(rated()).rejects.toThrow('[lab/batch] expected a server that takes');
  expect(server.batches).toHaveLength(1);
  await rated();
  expect(server.batches).toHaveLength(2);
});

test('a batch that the server does not know is named, with what to do', async () => {
  const server = await batchTestServer();
  const { folder, rated } = unrated(server.url, takesBatches);
  await rated();
  const state = join(folder, 'batches/batches.json');
  const text = readFileSync(state, 'utf8');
  writeFileSync(state, text.replace('batch-1', 'batch-9'));
  await expect(rated()).rejects.toThrow(
    /^\[edge\/batch-api\] expected .* to know batch-9, got .*404.* if it is gone, rate without --batch\.$/
  );
  expect(readFileSync(state, 'utf8')).toContain('batch-9');
});

test('after a crash nothing is handed in twice and no row is counted twice', async () => {
  const server = await batchTestServer();
  const { folder, rated } = unrated(server.url, takesBatches);
  await rated();
  const state = join(folder, 'batches/batches.json');
  const text = readFileSync(state, 'utf8');
  const withoutId = { ...(JSON.parse(text) as { batches: { id?: string }[] }) };
  for (const batch of withoutId.batches) delete batch.id; // it died before it could write the id down
  writeFileSync(state, JSON.stringify(withoutId));
  await rated();
  expect(server.batches).toHaveLength(1);

  server.finish(() => good);
  await rated();
  const whole = readFileSync(join(folder, 'ratings.jsonl'), 'utf8');
  writeFileSync(state, text); // it died before it could write down that all is collected
  rmSync(join(folder, 'ratings.jsonl')); // and before the ratings
  await rated();
  expect(ledgerOf(folder)).toHaveLength(3);
  expect(readFileSync(join(folder, 'ratings.jsonl'), 'utf8')).toBe(whole);
});

test('where the server takes no batches, files are written for a runner and read when it is done', async () => {
  const server = await openAiServer(['any'], () => '{}');
  const { folder, rated, said } = unrated(server.url);
  await rated();
  expect(said.at(-1)).toMatch(/vllm run-batch -i .*ratings-1\.jsonl -o .*ratings-1\.output\.jsonl/);
  await rated();
  expect(existsSync(join(folder, 'batches/ratings-2.jsonl'))).toBe(false);
  const rows = rowsIn(readFileSync(join(folder, 'batches/ratings-1.jsonl'), 'utf8'));
  const foreign = { custom_id: 'rating-of-somebody-else' };
  const results = [...rows.slice(1), foreign].map(row => JSON.stringify(resultOf(row, good)));
  const odd = ['{"custom_id": "rat', '{}'];
  const lines = [results[0], ...odd, ...results.slice(1)];
  writeFileSync(join(folder, 'batches/ratings-1.output.jsonl'), `${lines.join('\n')}\n`);
  const { ratings, failures } = await rated();
  expect(ratings).toHaveLength(2);
  expect(failures[0]).toMatchObject({ id: rows[0]!.custom_id });
  expect(said).toContain('ratings-1: 1 rows answer no question of it and are left out.');
  expect(said).toContain(
    'ratings-1.output.jsonl: what is no row of a batch is left out, line 2, 3.'
  );
  expect(rowsIn(readFileSync(join(folder, 'batches/ratings-2.jsonl'), 'utf8'))).toHaveLength(1);
  expect(server.calls).toEqual([]);
});

test.each([
  ['rows', { rows: 2, bytes: 200_000_000 }, [2, 1]],
  ['bytes', { rows: 50_000, bytes: 1000 }, [1, 1, 1]]
])('a file holds no more %s than a batch may', async (_, limits, sizes) => {
  const server = await batchTestServer();
  await unrated(server.url, takesBatches).rated({}, limits);
  expect(server.batches.map(rows => rows.length)).toEqual(sizes);
});

test('no more is handed in than the budget allows, what is under way counted', async () => {
  const server = await batchTestServer();
  const { rated, said } = unrated(server.url, takesBatches);
  const budget = { budget: { calls: 2 } };
  await rated(budget);
  await rated(budget);
  expect(server.batches.map(rows => rows.length)).toEqual([2]);
  expect(said).toContain('1 ratings are left for a higher --max-calls or --budget.');
});

test('no more is handed in than the money left can pay for', async () => {
  const server = await batchTestServer();
  const { rated, said } = unrated(server.url, takesBatches);
  await rated({ budget: { money: 0.04 } });
  expect(server.batches.map(rows => rows.length)).toEqual([2]);
  expect(said).toContain('1 ratings are left for a higher --max-calls or --budget.');
});

test('no key is in any file, also where the server repeats it', async () => {
  const server = await batchTestServer();
  const { folder, rated } = unrated(server.url, takesBatches);
  await rated();
  server.finish(() => ({ reply: judgeReply({ goal: ['a-key-to-be-looked-for', 5] }) }));
  await rated();
  expect(server.headers[0]!.authorization).toBe('Bearer a-key-to-be-looked-for');
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  const files = [
    'batches/batches.json',
    'batches/ratings-1.jsonl',
    'ratings.jsonl',
    'ledger.jsonl'
  ];
  for (const file of [...files, 'batches/ratings-1.output.jsonl']) {
    expect(readFileSync(join(copy, file), 'utf8')).not.toContain('a-key-to-be-looked-for');
  }
});

test('a judge in this process is refused: it answers no files', async () => {
  const run = openRun(join(emptyFolder(), 'run'));
  onTestFinished(() => run.close());
  await expect(rateInBatch(run)).rejects.toThrow('[lab/batch] expected a judge on a server');
});

test('a question is asked with the parameters of a live call', () => {
  const endpoint = { baseUrl: 'http://x/v1', model: 'any', temperature: 0.5, maxTokens: 7 };
  expect(parametersOf(endpoint, true)).toEqual({
    temperature: 0.5,
    max_tokens: 7,
    response_format: { type: 'json_object' }
  });
});
