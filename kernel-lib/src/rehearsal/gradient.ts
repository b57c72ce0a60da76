import { levelFeatures, levels, mannerFeatures, moveFeatures, talkFeatures } from './features';
import { choiceIndex, choices, manners, type Choice, type Manner } from './moves';
import { levelOdds, mannerOdds, moveOdds } from './policy';
import { levelVector, type State } from './state';
import { anyMoveAt, levelAt, mannerAt, type Weights } from './weights';

/** What a completion says, as far as a policy draws it. */
export interface Drawn {
  readonly choice: Choice;
  readonly manner: Manner | undefined;
  /** The share that an offer leaves to its speaker. */
  readonly share: number | undefined;
}

const tiny = 1e-12; // keeps the logarithm finite

/**
 * -log P(drawn | state), in nats. Adds its gradient, times `scale`, to `gradient` where one is given.
 */
export function lossOf(
  weights: Weights,
  state: State,
  drawn: Drawn,
  gradient?: Float64Array,
  scale = 1
): number {
  const odds = moveOdds(weights, state);
  const chosen = choiceIndex[drawn.choice];
  let loss = -Math.log(odds[chosen]! + tiny);
  if (gradient) addMoves(gradient, state, odds, chosen, scale);
  if (drawn.manner !== undefined) {
    const ofManner = mannerOdds(weights, state);
    const own = manners.indexOf(drawn.manner);
    loss -= Math.log(ofManner[own]! + tiny);
    if (gradient) addManners(gradient, state, ofManner, own, scale);
  }
  if (drawn.share !== undefined) {
    const concede = drawn.choice === 'concede';
    const ofLevel = levelOdds(weights, state, concede);
    loss -= Math.log(ofLevel[drawn.share]! + tiny);
    if (gradient) addLevels(gradient, state, ofLevel, { own: drawn.share, concede }, scale);
  }
  return loss;
}

function addMoves(
  gradient: Float64Array,
  state: State,
  odds: Float64Array,
  own: number,
  scale: number
): void {
  const width = talkFeatures.length;
  for (let choice = 0; choice < choices.length; choice++) {
    const error = scale * (odds[choice]! - (choice === own ? 1 : 0));
    add(gradient, choice * width, state.talk, error);
    for (let k = 0; k < moveFeatures.length; k++) {
      gradient[anyMoveAt + k]! += error * state.moves[choice * moveFeatures.length + k]!;
    }
  }
}

function addManners(
  gradient: Float64Array,
  state: State,
  odds: Float64Array,
  own: number,
  scale: number
): void {
  for (let manner = 0; manner < manners.length; manner++) {
    const error = scale * (odds[manner]! - (manner === own ? 1 : 0));
    add(gradient, mannerAt + manner * mannerFeatures.length, state.manner, error);
  }
}

function addLevels(
  gradient: Float64Array,
  state: State,
  odds: Float64Array,
  { own, concede }: { own: number; concede: boolean },
  scale: number
): void {
  const values = new Float64Array(levelFeatures.length);
  for (let share = 0; share < levels; share++) {
    const error = scale * (odds[share]! - (share === own ? 1 : 0));
    add(gradient, levelAt, levelVector(state, share, concede, values), error);
  }
}

function add(gradient: Float64Array, at: number, features: Float64Array, error: number): void {
  for (let i = 0; i < features.length; i++) {
    const feature = features[i]!;
    if (feature !== 0) gradient[at + i]! += error * feature;
  }
}
