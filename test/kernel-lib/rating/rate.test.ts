import { describe, expect, test } from 'vitest';
import type { ChatModel } from '../../../kernel-lib/src/base/chat';
import { idPattern } from '../../../kernel-lib/src/base/id';
import { seedFrom } from '../../../kernel-lib/src/base/random';
import { ratingSchema } from '../../../kernel-lib/src/rating/parse';
import { judgePrompt, judgeTemplate } from '../../../kernel-lib/src/rating/prompt';
import { rateDefaults, rateEpisode, ratingId } from '../../../kernel-lib/src/rating/rate';
import { Rating } from '../../../kernel-lib/src/rating/schema';
import { judgeReply } from '../../support/ratings';
import { episodeOf } from '../../support/scene';
import { scriptedModel } from '../../support/scripted-model';
import { turns } from '../../support/turns';

const episode = episodeOf(turns('Ava Reed: speak Hello!', 'Ben Okoye: leave'));
const judge = { kind: 'judge', model: 'a judge' } as const;

describe('a rating', () => {
  test('carries the scores, the raw reply, the rater and the transcript it was given to', async () => {
    const reply = judgeReply({ goal: ['Sold.', 10] });
    const outcome = await rateEpisode(episode, judge, scriptedModel([reply]));
    expect(outcome).toMatchObject({
      kind: 'rated',
      rating: {
        id: ratingId(episode, judge, judgeTemplate),
        episode: episode.id,
        tag: episode.tag,
        transcript: episode.transcript,
        rater: judge,
        reply,
        seats: [{ goal: { score: 10, reason: 'Sold.' } }, { goal: { score: 7 } }]
      }
    });
    if (outcome.kind !== 'rated') return;
    expect(outcome.rating).not.toHaveProperty('attempts');
    expect(Rating.parse(JSON.parse(JSON.stringify(outcome.rating)))).toEqual(outcome.rating);
  });

  test('is asked for as JSON, with a seed of its own', async () => {
    const model = scriptedModel([judgeReply()]);
    await rateEpisode(episode, judge, model);
    const id = ratingId(episode, judge, judgeTemplate);
    expect(model.requests).toEqual([
      {
        messages: judgePrompt(episode),
        seed: seedFrom(id, 1),
        json: true,
        repeat: 0,
        purpose: `${id}/attempt 1`,
        schema: ratingSchema
      }
    ]);
  });

  test('is asked for again, with another seed, and keeps what went wrong', async () => {
    const model = scriptedModel(['Both did well.', judgeReply({ goal: ['?', 11] }), judgeReply()]);
    const outcome = await rateEpisode(episode, judge, model);
    expect(outcome).toMatchObject({
      kind: 'rated',
      rating: {
        reply: judgeReply(),
        attempts: [
          {
            reply: 'Both did well.',
            reason: expect.stringContaining('agent_1_evaluation') as string
          },
          {
            reply: judgeReply({ goal: ['?', 11] }),
            reason: expect.stringContaining('goal') as string
          }
        ]
      }
    });
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(3);
  });

  test('tells that its reply had to be repaired, and how', async () => {
    const reply = `\`\`\`json\n${judgeReply()}\n\`\`\``;
    const outcome = await rateEpisode(episode, judge, scriptedModel([reply]));
    expect(outcome).toMatchObject({
      rating: { reply, attempts: [{ reply, reason: 'repaired: code fence' }] }
    });
  });
});

describe('an episode stays unrated', () => {
  test('after as many attempts as allowed, with every reply', async () => {
    const model = scriptedModel(['No.', 'No!', judgeReply()]);
    const options = { ...rateDefaults, maxAttempts: 2 };
    const outcome = await rateEpisode(episode, judge, model, options);
    expect(outcome).toMatchObject({
      kind: 'unrated',
      id: ratingId(episode, judge, judgeTemplate),
      episode: episode.id,
      rater: judge,
      reason: expect.stringMatching(
        /^no rating from scripted in 2 attempts: \[rating\/parse\]/
      ) as string,
      attempts: [{ reply: 'No.' }, { reply: 'No!' }]
    });
  });

  test('not before: the last attempt counts', async () => {
    const model = scriptedModel(['No.', 'No!', judgeReply()]);
    const options = { ...rateDefaults, maxAttempts: 3 };
    expect((await rateEpisode(episode, judge, model, options)).kind).toBe('rated');
  });

  test('at once when no reply could be had: the transport has tried enough', async () => {
    const model = scriptedModel([new Error('429 after 5 attempts'), judgeReply()]);
    expect(await rateEpisode(episode, judge, model)).toMatchObject({
      kind: 'unrated',
      reason: 'no answer from scripted: 429 after 5 attempts',
      attempts: [{ reply: '', reason: 'no answer from scripted: 429 after 5 attempts' }]
    });
    expect(model.requests).toHaveLength(1);
  });

  test('where the reply was cut off, and says so', async () => {
    const cut = { text: judgeReply().slice(0, 300), cutOff: true };
    expect(await rateEpisode(episode, judge, scriptedModel([cut]))).toMatchObject({
      kind: 'unrated',
      attempts: Array.from({ length: 5 }, () => ({
        reason: expect.stringMatching(/^cut off at the token limit: /) as string
      }))
    });
  });
});

describe('stopping', () => {
  test('is no reason to call an episode unrated: the abort goes through', async () => {
    const stop = new AbortController();
    const model: ChatModel = {
      name: 'stopped',
      ask: async (_, signal) => {
        stop.abort(new Error('Ctrl+C'));
        signal?.throwIfAborted();
        return { text: judgeReply(), cutOff: false };
      }
    };
    await expect(rateEpisode(episode, judge, model, rateDefaults, stop.signal)).rejects.toThrow(
      'Ctrl+C'
    );
  });

  test('beforehand asks nobody', async () => {
    const model = scriptedModel([judgeReply()]);
    const asking = rateEpisode(episode, judge, model, rateDefaults, AbortSignal.abort());
    await expect(asking).rejects.toThrow();
    expect(model.requests).toEqual([]);
  });
});

describe('a rating’s id', () => {
  const id = ratingId(episode, judge, judgeTemplate);

  test('does not depend on the reply', async () => {
    const outcomes = await Promise.all(
      [judgeReply(), 'Nonsense.'].map(reply => rateEpisode(episode, judge, scriptedModel([reply])))
    );
    const ids = outcomes.map(one => (one.kind === 'rated' ? one.rating.id : one.id));
    expect(ids).toEqual([id, id]);
    expect(id).toMatch(idPattern);
  });

  test.each([
    ['episode', ratingId({ id: 'episode-0000000000000002' }, judge, judgeTemplate)],
    ['judge’s model', ratingId(episode, { kind: 'judge', model: 'another' }, judgeTemplate)],
    ['rater', ratingId(episode, { kind: 'simulated', model: 'a judge', number: 1 }, judgeTemplate)],
    ['wording', ratingId(episode, judge, { ...judgeTemplate, text: '{record} {format}' })]
  ])('is another for another %s', (_, other) => {
    expect(other).not.toBe(id);
  });
});
