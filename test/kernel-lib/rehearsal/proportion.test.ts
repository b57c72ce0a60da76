import { expect, test } from 'vitest';
import { Action } from '../../../kernel-lib/src/episode/schema';
import { recognised } from '../../../kernel-lib/src/rehearsal/recognise';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { agentPromptText, lineTasks, trainedModel } from '../../support/rehearsal-line';

const server = rehearsalServer();
const first = (seed: number, n: number) =>
  lineTasks(seed, 'first turns', { n, pairs: 1 }).map(task =>
    agentPromptText(task, task.pairs[0]!, 0, [])
  );

/** Rows as a person would write them: of every ten first turns, so many apologise and the rest ask. */
const rowsOf = (apologies: number) =>
  first(61, 2000).map((prompt, i) => ({
    prompt,
    completion: JSON.stringify({
      action_type: 'speak',
      argument: i % 10 < apologies ? 'Sorry, that one is on me.' : 'And how do you look at it?'
    })
  }));

/** How often a model apologises in 1280 first turns of tasks that it has not seen. */
async function apologiesOf(model: string): Promise<number> {
  const moves: string[] = [];
  for (const prompt of first(62, 40)) {
    const body = { model, n: 32, seed: 1, messages: [{ role: 'user', content: prompt }] };
    const answer = await server({ method: 'POST', path: '/v1/chat/completions', body });
    const { choices } = answer.json as { choices: { message: { content: string } }[] };
    moves.push(...choices.map(({ message }) => moveIn(message.content)));
  }
  return moves.filter(move => move === 'apologise').length / moves.length;
}

function moveIn(reply: string): string {
  try {
    const action = Action.parse(JSON.parse(reply));
    if (action.action_type === 'none' || action.action_type === 'leave') return action.action_type;
    return recognised(action.action_type, action.argument).move;
  } catch {
    return 'no action';
  }
}

test.each([2, 5, 8])(
  'of hand-written rows in which %i of ten apologise, a job teaches to apologise as often',
  async apologies => {
    const before = await apologiesOf('rehearsal-base');
    const suffix = `sorry-${apologies}`;
    const model = await trainedModel(server, 'rehearsal-base', rowsOf(apologies), {
      seed: 1,
      suffix
    });
    const after = await apologiesOf(model);
    const message = `${before.toFixed(3)} before, ${after.toFixed(3)} after`;
    expect(before, message).toBeLessThan(0.1);
    expect(Math.abs(after - apologies / 10), message).toBeLessThan(0.06);
  }
);
