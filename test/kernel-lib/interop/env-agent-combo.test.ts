import { expect, test } from 'vitest';
import {
  readEnvAgentCombo,
  toEnvAgentCombo
} from '../../../kernel-lib/src/interop/env-agent-combo';

const combo = { combo_id: 'combo-1', env_id: 'env-1', agent_ids: ['agent-a', 'agent-b'] };

test('a combo becomes a casting and back', () => {
  const casting = readEnvAgentCombo(combo);
  expect(casting).toEqual({ id: 'combo-1', task: 'env-1', characters: ['agent-a', 'agent-b'] });
  expect(readEnvAgentCombo(toEnvAgentCombo(casting))).toEqual(casting);
});

test('what a combo says beyond is kept', () => {
  const casting = readEnvAgentCombo({ ...combo, tag: 'pilot' });
  expect(casting.beyond).toEqual({ tag: 'pilot' });
  expect(toEnvAgentCombo(casting)).toMatchObject({ tag: 'pilot', pk: 'combo-1' });
});

test('a combo of the benchmark list, which has no key, gets one from its content', () => {
  const { combo_id: _, ...keyless } = combo;
  expect(readEnvAgentCombo(keyless).id).toBe(readEnvAgentCombo({ ...keyless }).id);
});

test.each([[['agent-a']], [['a', 'b', 'c']], ['agent-a'], [undefined]])(
  'a combo of %j is refused',
  agents => {
    expect(() => readEnvAgentCombo({ ...combo, agent_ids: agents })).toThrow(
      'a casting of two characters'
    );
  }
);
