import { draw, pick, type Random } from '../base/random';
import { choices, hasManner, isOffer, manners } from './moves';
import { levelOdds, mannerOdds, moveOdds } from './policy';
import { actionOf, tieOf, type Slots } from './say';
import { offerText } from './scene';
import { stateOf, type State } from './state';
import type { Weights } from './weights';

const lowestTemperature = 0.01; // below it a draw is the likeliest choice anyway

/** What weak models answer now and then: text that is no action. */
const noAction = [
  '{"action_type": "speak", "argument": "I think',
  'Sure! Here is what I would say next.',
  '{action: speak}',
  ''
] as const;
/** The same where the server promises JSON. */
const noActionAsJson = [
  '{"action_type": "speak"}',
  '{"action": "smile"}',
  '{"action_type": "wander off", "argument": "I look around."}',
  '{"reply": "Here is what I would say next."}'
] as const;

/** What an agent answers to a prompt: an action as JSON text, or now and then nothing of the kind. */
export function agentReply(
  weights: Weights,
  prompt: string,
  { temperature, json }: { temperature: number; json: boolean },
  random: Random
): string {
  const state = stateOf(prompt);
  const heat = Math.max(lowestTemperature, temperature);
  const move = choices[draw(moveOdds(weights, state, heat), random)]!;
  if (move === 'garble') return pick(json ? noActionAsJson : noAction, random);
  const manner = hasManner(move)
    ? manners[draw(mannerOdds(weights, state, heat), random)]!
    : 'plain';
  const share = isOffer(move)
    ? draw(levelOdds(weights, state, move === 'concede', heat), random)
    : undefined;
  const tie = tieOf(state.heading.relation);
  const slots = slotsOf(state, share);
  const opening = state.tally.ownTurns === 0;
  return JSON.stringify(actionOf(move, manner, { slots, tie, opening, talk: prompt }, random));
}

function slotsOf({ heading, seat, aim }: State, share: number | undefined): Slots {
  const { scene, names, secrets } = heading;
  const other = names[seat === 0 ? 1 : 0];
  return {
    other: other.split(' ')[0]!,
    thing: scene.thing,
    offer: share === undefined ? '' : offerText(scene, aim.wantsHigh, share),
    why: scene.family.reasons[aim.wantsHigh ? 0 : 1],
    secret: secretAsTold(secrets[seat])
  };
}

/** A secret as one can tell it oneself: "I …" stays, anything else becomes a quotation of it. */
function secretAsTold(secret: string): string {
  const text = secret.replaceAll('"', '’').replace(/[.\s]+$/, '');
  if (text === '' || /^none$/i.test(text)) return 'I am not sure of myself';
  return /^(?:I|My)\b/.test(text) ? text : `there is something about me: ${text}`;
}
