import { beforeAll, describe, expect, test } from 'vitest';
import { LocalEngine, type LocalRequest } from '../../kernel-lib/src/edge/local/engine';
import { localHandler } from '../../kernel-lib/src/edge/local/handler';
import { actionSchema, parseAction } from '../../kernel-lib/src/episode/parse';

/** The weights that `npm run test:local` fetches; without them there is nothing to test. */
const gguf = process.env.SOTOPIA_PI_GGUF;
const context = 512;

const asked = (content: string, rest: Partial<LocalRequest> = {}): LocalRequest => ({
  messages: [{ role: 'user', content }],
  ...{ temperature: 1, seed: 7, maxTokens: 24, format: 'text' },
  ...rest
});
const story = 'Ava and Ben meet in the kitchen. Ava wants the kitchen tidy, Ben wants to sleep. ';
const turn = `${story.repeat(4)}What does Ava do? Reply with one JSON object: {"action_type": "speak", "argument": "Hello"}`;

describe.skipIf(gguf === undefined)('a model in this process (only in npm run test:local)', () => {
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await LocalEngine.load(gguf!, { contextLength: context, sequences: 2, threads: 1 });
  }, 300_000);

  test('evaluates no token of a prompt again that begins as one before', async () => {
    const first = await engine.answer(asked(`${story}What does Ava say?`));
    const again = await engine.answer(asked(`${story}What does Ava say?`));
    const other = await engine.answer(asked(`${story}What does Ben say?`));
    expect(again).toMatchObject({ cachedTokens: first.promptTokens - 1 });
    expect(other.cachedTokens).toBeGreaterThan(first.promptTokens / 2);
    expect(other.cachedTokens).toBeLessThan(other.promptTokens);
  });

  test('keeps the two agents of a talk apart: each goes on from its own history', async () => {
    const prompt = (who: string, talk: string) => asked(`You are ${who}. ${story}${talk}`);
    await engine.answer(prompt('Ava', ''));
    await engine.answer(prompt('somebody quite different', ''));
    const ava = await engine.answer(prompt('Ava', 'Ben yawned.'));
    const other = await engine.answer(prompt('somebody quite different', 'Ben yawned.'));
    for (const { cachedTokens, promptTokens } of [ava, other]) {
      expect(cachedTokens).toBeGreaterThan(promptTokens / 2);
    }
  });

  test('says the same for the same seed, and something else for another', async () => {
    const said = async (seed: number) => (await engine.answer(asked(story, { seed }))).text;
    const [first, again, other] = [await said(1), await said(1), await said(2)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('replies with what the schema says, and stops at the closing brace', async () => {
    const reply = await engine.answer(asked(turn, { format: actionSchema, maxTokens: 150 }));
    expect(reply.text).toMatch(/\}$/);
    expect(reply.cutOff).toBe(false);
    expect(() => parseAction(reply.text)).not.toThrow();
  });

  test('says so when the token limit cut a reply off', async () => {
    const reply = await engine.answer(asked(turn, { format: actionSchema, maxTokens: 3 }));
    expect(reply).toMatchObject({ cutOff: true, completionTokens: 3 });
  });

  test('refuses a prompt that leaves no room for a reply, and says how long it is', async () => {
    const long = asked('word '.repeat(context));
    await expect(engine.answer(long)).rejects.toThrow(/in 512 tokens, got "one of \d+ tokens"/);
  });

  test('lets go at once when it is interrupted, and its sequences serve others', async () => {
    const handler = localHandler(() => Promise.resolve(engine));
    const body = { model: 'any', messages: asked(`A story. ${story.repeat(15)}`).messages };
    const call = { method: 'POST', path: '/v1/chat/completions', body };
    const stop = new AbortController();
    const under = [1, 2].map(() => handler({ ...call, signal: stop.signal }));
    stop.abort(new Error('enough'));
    for (const each of under) await expect(each).rejects.toThrow('enough');
    expect((await engine.answer(asked(story))).text).not.toBe('');
  });
});
