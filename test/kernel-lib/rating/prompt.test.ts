import { describe, expect, test } from 'vitest';
import { replacedTemplate } from '../../../kernel-lib/src/base/template';
import { parseRating } from '../../../kernel-lib/src/rating/parse';
import { judgePrompt, judgeTemplate, recordText } from '../../../kernel-lib/src/rating/prompt';
import { dimensions } from '../../../kernel-lib/src/rating/schema';
import { episodeOf } from '../../support/scene';
import { turns } from '../../support/turns';

const episode = episodeOf(
  turns(
    'Ava Reed: speak Hello Ben!',
    'Ben Okoye: none',
    'Ava Reed: action points at the bicycle',
    'Ben Okoye: leave'
  )
);

describe('the record', () => {
  test('shows the whole scene, then every visible turn, counted from 1', () => {
    expect(recordText(episode).split('\n')).toEqual([
      'Scenario: Ava Reed offers a used bicycle, and Ben Okoye has come to look at it.',
      'Participants: Ava Reed and Ben Okoye (friends)',
      "Ava Reed's background: Ava Reed is a 34-year-old female baker (she/her). Ava runs a bakery by the harbour. Personality and values: Ava is patient and values fairness.",
      "Ben Okoye's background: Ben Okoye is a 28-year-old male nurse (he/him). Ben works nights at the hospital. Personality and values: Ben is restless and values honesty.",
      "Ava Reed's secret: Ava has sold the bakery already.",
      "Ben Okoye's secret: Ben failed his final exam.",
      "Ava Reed's goal: Sell the bicycle to Ben Okoye for at least 90 dollars.",
      "Ben Okoye's goal: Buy the bicycle from Ava Reed for at most 70 dollars.",
      'Conversation starts:',
      'Turn #1: Ava Reed said: "Hello Ben!"',
      'Turn #3: Ava Reed [action] points at the bicycle',
      'Turn #4: Ben Okoye left the conversation'
    ]);
  });

  test('ends with the scene where nobody did anything', () => {
    expect(recordText(episodeOf([]))).toMatch(/Conversation starts:$/);
  });
});

describe('the judge', () => {
  const [message, ...others] = judgePrompt(episode);
  const prompt = message?.content ?? '';

  test('is asked in one message that holds the record', () => {
    expect(others).toEqual([]);
    expect(message?.role).toBe('user');
    expect(prompt).toContain(`\n\n${recordText(episode)}\n\n`);
  });

  test.each(dimensions)('is told what $name is and its range', ({ name, low, high }) => {
    expect(prompt).toContain(`\n${name}, ${low} to ${high}: `);
    expect(prompt).toContain(`"${name}": ["<reasoning>", <whole number from ${low} to ${high}>]`);
  });

  test('is told both keys of its answer', () => {
    expect(prompt).toContain('"agent_1_evaluation": {');
    expect(prompt).toContain('"agent_2_evaluation": {');
  });

  test('gets no rating by repeating what it was asked', () => {
    expect(() => parseRating(prompt)).toThrow('[rating/parse]');
    expect(() => parseRating(prompt.slice(prompt.indexOf('{')))).toThrow('[rating/parse]');
  });

  test('reads nothing that looks like a record outside the record', () => {
    const around = judgeTemplate.text.replace('{record}', '');
    expect(around).not.toMatch(/^(Scenario|Participants|Turn #|.*'s (goal|secret|background)):/m);
  });

  test('can be asked in other words that keep the slots', () => {
    const own = replacedTemplate('judge', judgeTemplate, '{format}\n---\n{record}');
    expect(judgePrompt(episode, own)[0]?.content).toMatch(
      /^Reply with one JSON object.*\n---\nScenario: /s
    );
    expect(() => replacedTemplate('judge', judgeTemplate, '{record}')).toThrow('{format}');
  });
});
