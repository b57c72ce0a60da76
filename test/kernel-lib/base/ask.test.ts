import { expect, test } from 'vitest';
import { attemptKind } from '../../../kernel-lib/src/base/chat';
import { askedUntilRead } from '../../../kernel-lib/src/base/ask';
import { seedFrom } from '../../../kernel-lib/src/base/random';
import { scriptedModel, type Scripted } from '../../support/scripted-model';

const question = {
  messages: [{ role: 'user' as const, content: 'A number?' }],
  purpose: 'a test',
  key: ['key', 7],
  wanted: 'number'
};

/** Reads whole numbers; `~4` counts as a repaired 4. */
function read(reply: string) {
  const found = /^(~?)(\d+)$/.exec(reply);
  if (!found) throw new Error(`"${reply}" is no number`);
  const repairs = found[1] ? (['code fence'] as const) : [];
  return { value: Number(found[2]), repairs };
}

const asked = (answers: Scripted[], maxAttempts = 3) =>
  askedUntilRead(scriptedModel(answers, 'anna'), question, read, maxAttempts);

test.each<[string, Scripted[], object]>([
  ['a usable reply', ['4'], { kind: 'answered', value: 4, reply: '4', attempts: [] }],
  [
    'a usable reply after others, which are kept',
    ['four', '', '4'],
    {
      kind: 'answered',
      value: 4,
      attempts: [
        { reply: 'four', reason: '"four" is no number' },
        { reply: '', reason: '"" is no number' }
      ]
    }
  ],
  [
    'a repaired reply, with what was repaired',
    ['~4'],
    { kind: 'answered', value: 4, attempts: [{ reply: '~4', reason: 'repaired: code fence' }] }
  ],
  [
    'nothing usable within the attempts',
    ['a', 'b', 'c', '4'],
    {
      kind: 'unanswered',
      cause: 'no use',
      reason: 'no number from anna in 3 attempts: "c" is no number'
    }
  ],
  [
    'a reply cut off at the token limit, which says so',
    [{ text: 'fo', cutOff: true }, '4'],
    { attempts: [{ reply: 'fo', reason: 'cut off at the token limit: "fo" is no number' }] }
  ],
  [
    'a reply that its server ended early, with the server’s word for it',
    [{ text: 'fo', cutOff: false, finishReason: 'repetition' }, '4'],
    { attempts: [{ reply: 'fo', reason: '"fo" is no number (finish_reason: "repetition")' }] }
  ],
  [
    'a reply that is usable although the server ended it early',
    [{ text: '4', cutOff: false, finishReason: 'tool_calls' }],
    { kind: 'answered', value: 4, attempts: [] }
  ],
  [
    'a reply without an answer, which is not read',
    [{ text: '5', cutOff: false, unusable: 'it called a tool', finishReason: 'tool_calls' }, '4'],
    { value: 4, attempts: [{ reason: 'it called a tool (finish_reason: "tool_calls")' }] }
  ],
  [
    'no reply at all: the transport has tried enough',
    [new Error('429'), '4'],
    {
      kind: 'unanswered',
      cause: 'no reply',
      reason: 'no answer from anna: 429',
      attempts: [{ reply: '' }]
    }
  ]
])('the answer is %s', async (_, answers, outcome) => {
  expect(await asked(answers)).toMatchObject(outcome);
});

test('every attempt has a seed of its own, made from the key, and its number in the purpose', async () => {
  const model = scriptedModel(['a', 'b', '4']);
  await askedUntilRead(model, question, read, 3);
  expect(model.requests.map(({ seed, purpose }) => [seed, purpose])).toEqual(
    [1, 2, 3].map(n => [seedFrom('key', 7, n), `a test/attempt ${n}`])
  );
});

test('an interruption is passed on, and nothing more is asked', async () => {
  const stop = new AbortController();
  const model = scriptedModel(['a', '4']);
  const stopping = {
    ...model,
    ask: (...call: Parameters<typeof model.ask>) => {
      stop.abort(new Error('enough'));
      return model.ask(...call);
    }
  };
  await expect(askedUntilRead(stopping, question, read, 3, stop.signal)).rejects.toThrow('enough');
  expect(model.requests).toHaveLength(1);
});

test('an attempt says of which kind it is', async () => {
  const { attempts } = await asked(['four', { text: '', cutOff: false, thoughts: 'Hm.' }, '~4']);
  const { attempts: failed } = await asked([new Error('429')]);
  expect([...attempts, ...failed].map(attemptKind)).toEqual([
    ...['unusable', 'unusable', 'repaired', 'no reply']
  ]);
  expect(attempts[1]).toMatchObject({ reply: '', thoughts: 'Hm.' });
  expect(attemptKind({ reply: 'a', reason: 'repaired: code fence' })).toBe('repaired');
});
