import { levelFeatures, levels, mannerFeatures, moveFeatures, talkFeatures } from './features';
import { choices, manners } from './moves';
import { levelVector, type State } from './state';
import { anyMoveAt, levelAt, mannerAt, type Weights } from './weights';

/** P(choice of move | prompt). */
export function moveOdds(weights: Weights, state: State, temperature = 1): Float64Array {
  const width = talkFeatures.length;
  const odds = new Float64Array(choices.length);
  for (let choice = 0; choice < odds.length; choice++) {
    let sum = dot(weights, choice * width, state.talk);
    for (let k = 0; k < moveFeatures.length; k++) {
      sum += weights[anyMoveAt + k]! * state.moves[choice * moveFeatures.length + k]!;
    }
    odds[choice] = sum / temperature;
  }
  return softmax(odds);
}

/** P(manner | prompt). */
export function mannerOdds(weights: Weights, state: State, temperature = 1): Float64Array {
  const width = mannerFeatures.length;
  const odds = new Float64Array(manners.length);
  for (let i = 0; i < odds.length; i++) {
    odds[i] = dot(weights, mannerAt + i * width, state.manner) / temperature;
  }
  return softmax(odds);
}

/** P(share 0..10 | prompt, whether the offer is a concession). */
export function levelOdds(
  weights: Weights,
  state: State,
  concede: boolean,
  temperature = 1
): Float64Array {
  const odds = new Float64Array(levels);
  const values = new Float64Array(levelFeatures.length);
  for (let share = 0; share < levels; share++) {
    odds[share] = dot(weights, levelAt, levelVector(state, share, concede, values)) / temperature;
  }
  return softmax(odds);
}

function dot(weights: Weights, at: number, features: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < features.length; i++) {
    const feature = features[i]!;
    if (feature !== 0) sum += weights[at + i]! * feature;
  }
  return sum;
}

function softmax(odds: Float64Array): Float64Array {
  let highest = -Infinity;
  for (const value of odds) if (value > highest) highest = value;
  let sum = 0;
  for (let i = 0; i < odds.length; i++) sum += odds[i] = Math.exp(odds[i]! - highest);
  for (let i = 0; i < odds.length; i++) odds[i]! /= sum;
  return odds;
}
