import { describe, expect, test } from 'vitest';
import { idPattern } from '../../../kernel-lib/src/base/id';
import { parseAction } from '../../../kernel-lib/src/episode/parse';
import { playEpisode } from '../../../kernel-lib/src/episode/play';
import { promptOf, type Episode } from '../../../kernel-lib/src/episode/schema';
import { completionOf, rowsOf } from '../../../kernel-lib/src/sft/rows';
import { Row } from '../../../kernel-lib/src/sft/schema';
import { sceneWith } from '../../support/scene';
import { act, say, scriptedModel } from '../../support/scripted-model';

const first = scriptedModel([say('Hello Ben!'), act('none'), act('action', 'waits'), say('Deal?')]);
const second = scriptedModel([say('Hello “Ava”\nand all.'), act('none', 'thinks'), act('leave')]);

const played = async (): Promise<Episode> => {
  const plan = {
    ...sceneWith(),
    id: 'episode-0000000000000001',
    tag: 'collect BC',
    repeat: 0,
    seed: 1
  };
  const outcome = await playEpisode(plan, [first, second]);
  if (outcome.kind !== 'finished') throw new Error(outcome.reason);
  return outcome.episode;
};

describe('training rows', async () => {
  const episode = await played();
  const [ofFirst, ofSecond] = [rowsOf(episode, 0), rowsOf(episode, 1)];

  test('are one per own turn that was not silent, in playing order', () => {
    expect(episode.turns.map(({ action }) => action.action_type)).toEqual([
      'speak',
      'speak',
      'none',
      'none',
      'action',
      'leave'
    ]);
    expect(ofFirst.map(({ turn }) => turn)).toEqual([0, 4]);
    expect(ofSecond.map(({ turn }) => turn)).toEqual([1, 5]);
  });

  test('say where they come from', () => {
    for (const row of [...ofFirst, ...ofSecond]) {
      expect(row).toMatchObject({ tag: 'collect BC', episode: episode.id });
      expect(row.id).toMatch(idPattern);
      expect(Row.parse(row)).toEqual(row);
    }
    expect(ofSecond.map(({ seat }) => seat)).toEqual([1, 1]);
    expect(new Set([...ofFirst, ...ofSecond].map(({ id }) => id)).size).toBe(4);
  });

  test('hold the exact prompt that the model was asked', () => {
    expect(ofFirst[0]?.prompt).toBe(first.requests[0]?.messages[0]?.content);
    expect(ofFirst[1]?.prompt).toBe(first.requests[2]?.messages[0]?.content);
    expect(ofSecond[1]?.prompt).toBe(promptOf(episode, episode.turns[5]!)[0]?.content);
  });

  test('complete it with the action as JSON, which reads back as the action', () => {
    expect(ofFirst[1]?.completion).toBe('{"action_type": "action", "argument": "waits"}');
    expect(ofSecond[1]?.completion).toBe('{"action_type": "leave", "argument": ""}');
    for (const row of [...ofFirst, ...ofSecond]) {
      expect(parseAction(row.completion)).toEqual({
        action: episode.turns[row.turn]?.action,
        repairs: []
      });
    }
  });

  test('leave out turns that no model was asked for', () => {
    const byPerson = { ...episode, turns: episode.turns.map(turn => ({ ...turn, prompt: [] })) };
    expect(rowsOf(byPerson, 0)).toEqual([]);
  });

  test('do not know what the other character keeps to itself', () => {
    const { goals } = episode.task;
    for (const { prompt } of ofSecond)
      expect(prompt).not.toContain(goals[0].replace('Agent 2', 'Ben Okoye'));
    for (const { prompt } of ofFirst) expect(prompt).not.toContain('failed his final exam');
  });
});

test('a completion escapes what JSON has to, and nothing else', () => {
  const argument = 'She said: "Öl\n\\ 你好"';
  const completion = completionOf({ action_type: 'speak', argument });
  expect(completion).toBe('{"action_type": "speak", "argument": "She said: \\"Öl\\n\\\\ 你好\\""}');
  expect(JSON.parse(completion)).toEqual({ action_type: 'speak', argument });
});
