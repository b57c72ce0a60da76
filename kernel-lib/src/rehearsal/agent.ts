import { draw, pick, type Random } from '../base/random';
import { choices, hasManner, isOffer, manners } from './moves';
import { levelOdds, mannerOdds, moveOdds } from './policy';
import { actionOf, tieOf, type Setting, type Slots } from './say';
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
  const offered = offeredIn(state, share, slots.offer);
  const setting = { slots, offered, tie, opening, talk: prompt };
  return JSON.stringify(actionOf(move, manner, setting, random));
}

/** Whether an offer names what either side named last, by its words: shares may differ by a rounding. */
function offeredIn(
  { heading, aim, tally }: State,
  share: number | undefined,
  offer: string
): Setting['offered'] {
  const sameAs = (known: number | undefined) =>
    known !== undefined && offerText(heading.scene, aim.wantsHigh, known) === offer;
  if (share === undefined) return 'anew';
  if (sameAs(tally.mine)) return 'again';
  return sameAs(tally.theirs) ? 'met' : 'anew';
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

/** A secret as one can tell it oneself: "I …" stays, anything else is told as what others do not know. */
function secretAsTold(secret: string): string {
  const text = secret.replaceAll('"', '’').replace(/(?<![.\s])[.\s]+$/, '');
  if (text === '' || /^none$/i.test(text)) return 'I am not sure of myself';
  return /^(?:I|My)\b/.test(text)
    ? text
    : `what nobody knows of me is this: ${text[0]!.toLowerCase()}${text.slice(1)}`;
}
