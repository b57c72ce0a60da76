import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openRun } from '../../kernel-lib/src/lab/run';
import { reportOf } from '../../kernel-lib/src/lab/report';
import { statusOf } from '../../kernel-lib/src/lab/status';
import { tables } from '../../kernel-lib/src/lab/tables';
import { writeTasks } from '../../kernel-lib/src/lab/write-tasks';
import { emptyFolder } from '../support/folder';
import { answer, oddServer, profileAt, type GoodCompletion } from '../support/odd-server';

const small = { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 };
type Odd = (response: ServerResponse, good: GoodCompletion) => void;

/** Writes two tasks with a server that answers the first `odd` chats so, and every other one well. */
async function tasksWith(odd: Odd, count = 1) {
  const server = await oddServer((response, good, n) =>
    n <= count ? odd(response, good) : answer(response, good)
  );
  const folder = emptyFolder();
  const notices: string[] = [];
  const onNotice = (sentence: string) => void notices.push(sentence);
  const options = { concurrency: 1, onNotice };
  const run = openRun(join(folder, 'run'), { ...small, models: server.profile(folder) }, options);
  onTestFinished(() => run.close());
  await writeTasks(run);
  const written = run.rows(tables.tasks).filter(({ round }) => round !== 'evaluation').length;
  const lines = readFileSync(join(run.folder, 'ledger.jsonl'), 'utf8').trimEnd().split('\n');
  const outcomes = lines.map(line => (JSON.parse(line) as { outcome: string }).outcome);
  return { run, written, outcomes, notices, server, failures: run.rows(tables.failures) };
}

const textOf = (good: GoodCompletion) => good.choices[0]!.message.content;

/** The good completion with other fields in its choice, or in its message. */
function bent(good: GoodCompletion, message: object, choice: object = {}): object {
  const [first] = good.choices;
  return {
    ...good,
    choices: [{ ...first, message: { ...first!.message, ...message }, ...choice }]
  };
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: object, finish_reason: string | null = null) =>
  event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta: fields, finish_reason }] });

function streamed(response: ServerResponse, events: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(events.join(''));
}

test.each<[string, Odd]>([
  [
    'text in several parts',
    (r, good) => {
      const text = textOf(good);
      const parts = [text.slice(0, 9), text.slice(9)].map(part => ({ type: 'text', text: part }));
      answer(r, bent(good, { content: parts }));
    }
  ],
  [
    'thinking parts beside the text, with a draft in them',
    (r, good) => {
      const thinking = { type: 'thinking', thinking: '{"codename":"a draft"}', signature: 'x' };
      answer(r, bent(good, { content: [thinking, { type: 'text', text: textOf(good) }] }));
    }
  ],
  [
    'reasoning beside the text',
    (r, good) => answer(r, bent(good, { reasoning_content: '{"no":1}' }))
  ],
  [
    'a stream nobody asked for',
    (r, good) => {
      const text = textOf(good);
      const pieces = [text.slice(0, 20), text.slice(20, 21), text.slice(21)];
      const chunks = pieces.map(content => delta({ content }));
      streamed(r, [
        ': ping\n\n',
        delta({ role: 'assistant' }),
        ...chunks,
        delta({}, 'stop'),
        'data: [DONE]\n\n'
      ]);
    }
  ],
  ['a byte order mark', (r, good) => answer(r, `\uFEFF${JSON.stringify(good)}`)],
  ['`error: null` in it', (r, good) => answer(r, { ...good, error: null })]
])('a reply is read with %s', async (_, odd) => {
  const { written, outcomes, failures } = await tasksWith(odd);
  expect({ written, outcomes, failures }).toEqual({
    written: 2,
    outcomes: ['ok', 'ok'],
    failures: []
  });
});

const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };

test.each<[string, RegExp, Odd]>([
  [
    'an error 429 inside HTTP 200',
    /^HTTP 200 with error 429$/,
    r => answer(r, { error: { code: 429, message: 'Slow down' } })
  ],
  [
    'an error in words inside HTTP 200',
    /^HTTP 200 with error 429$/,
    r => answer(r, { error: 'Rate limit reached for tier 1' })
  ],
  ['an error of another protocol', /^HTTP 200 with error 503$/, r => answer(r, overloaded)],
  [
    'an error inside the choice',
    /^HTTP 200 with error 503$/,
    r => answer(r, { choices: [{ error: { code: 503, message: 'Gone' } }] })
  ],
  ['no choices', /the answer has no choices/, r => answer(r, { id: 'x', choices: [] })],
  ['choices that are no list', /not a chat completion/, r => answer(r, { choices: 'none' })],
  ['a choice without a message', /not a chat completion/, r => answer(r, { choices: [null] })],
  ['JSON that is no object', /not a chat completion: 7/, r => answer(r, '7')],
  ['nothing', /not JSON but nothing at all/, r => answer(r, '')],
  [
    'an HTML page',
    /not JSON but an HTML page, "Please wait"/,
    r => answer(r, '<html><head><title>Please wait</title></head></html>')
  ],
  [
    'a page with a status of a gateway',
    /^HTTP 522$/,
    r => answer(r, '<!DOCTYPE html><html><title>522</title></html>', 522)
  ],
  ['half a completion', /not JSON but/, (r, good) => answer(r, JSON.stringify(good).slice(0, 60))],
  [
    'a stream that breaks off',
    /the stream broke off after 1 events/,
    r => streamed(r, [delta({ content: '{"codename"' })])
  ],
  [
    'an error in a stream',
    /^HTTP 200 with error 429$/,
    r =>
      streamed(r, [delta({ content: '{' }), event({ error: { code: 429, message: 'Slow down' } })])
  ],
  [
    'a stream that holds no JSON',
    /an event of the stream is not a JSON object/,
    r => streamed(r, ['data: hello\n\n'])
  ],
  [
    'a tool call instead of text',
    /the model called a tool instead of answering/,
    (r, good) =>
      answer(
        r,
        bent(
          good,
          {
            content: null,
            tool_calls: [
              { id: 'a', type: 'function', function: { name: 'look_up', arguments: '{}' } }
            ]
          },
          { finish_reason: 'tool_calls' }
        )
      )
  ],
  [
    'a number for text',
    /the reply is not text but 42/,
    (r, good) => answer(r, bent(good, { content: 42 }))
  ],
  [
    'an object for text',
    /the reply is not text but \{/,
    (r, good) => answer(r, bent(good, { content: { codename: 'x' } }))
  ],
  [
    'a picture among the parts',
    /a part of the reply is not text/,
    (r, good) =>
      answer(r, bent(good, { content: [{ type: 'image_url', image_url: { url: 'x' } }] }))
  ]
])('%s is one failed attempt, and the model is asked again', async (_, outcome, odd) => {
  const { written, outcomes, failures, server } = await tasksWith(odd);
  expect(outcomes).toEqual([expect.stringMatching(outcome), 'ok', 'ok']);
  expect({ written, failures, chats: server.chats() }).toEqual({
    written: 2,
    failures: [],
    chats: 3
  });
});

test.each<[string, string, Odd]>([
  [
    'a wrong key, said inside HTTP 200',
    'Invalid API key provided',
    r => answer(r, { error: { code: 401, message: 'Invalid API key provided' } })
  ],
  [
    'an account without credit',
    'add some where it is billed',
    r => answer(r, { error: { code: 'insufficient_quota', message: 'You exceeded your quota' } })
  ],
  [
    'a request that is refused',
    'context length',
    r => answer(r, { object: 'error', code: 400, message: 'The context length is 100 tokens' })
  ]
])('%s is not asked again, and status says it', async (_, words, odd) => {
  const { run, written, outcomes, failures } = await tasksWith(odd, 1);
  expect({ written, attempts: outcomes.length }).toEqual({ written: 1, attempts: 2 });
  expect(failures).toHaveLength(1);
  expect(failures[0]!.reason).toContain(words);
  expect(reportOf(run, statusOf(run))).toContain(words);
});

test.each(['length', 'content_filter', 'MALFORMED_FUNCTION_CALL'])(
  'the reason of a failure has the finish reason: %s',
  async finish_reason => {
    const odd: Odd = (r, good) => answer(r, bent(good, { content: '' }, { finish_reason }));
    const { failures } = await tasksWith(odd, 5);
    expect(failures).toHaveLength(1);
    expect(failures[0]!.reason).toContain(`finish_reason: "${finish_reason}"`);
  }
);

test('a server that cannot be reached stops the stage with one sentence', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  const { port } = await new Promise<AddressInfo>(resolve =>
    closed.once('listening', () => resolve(closed.address() as AddressInfo))
  );
  await new Promise(resolve => closed.close(resolve));
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const folder = emptyFolder();
  const models = profileAt(baseUrl, folder);
  const run = openRun(join(folder, 'run'), { ...small, tasks: 20, models }, {});
  onTestFinished(() => run.close());
  await expect(writeTasks(run)).rejects.toThrow(
    new RegExp(`ECONNREFUSED.*Check that a server runs at ${baseUrl}`)
  );
  expect(run.rows(tables.failures).length).toBeLessThan(20);
}, 60_000);
