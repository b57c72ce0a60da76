import { randomFrom, shuffle } from '../base/random';
import { Action } from '../episode/schema';
import { lossOf, type Drawn } from './gradient';
import { hasManner, isOffer } from './moves';
import { recognised } from './recognise';
import { shareInOffer } from './scene';
import { stateOf, type State } from './state';
import type { Weights } from './weights';

/** One row as text: what the model reads, and what it shall answer. */
export interface TextRow {
  readonly prompt: string;
  readonly completion: string;
}

/** How a job trains. */
export interface Settings {
  readonly epochs: number;
  readonly batchSize: number;
  /** The step size at the start; it falls to 0 along a cosine. */
  readonly learningRate: number;
  readonly seed: number;
}

/** What a job takes where nothing is said. */
export const defaultSettings: Settings = { epochs: 10, batchSize: 16, learningRate: 0.3, seed: 0 };

/** The mean loss per row (nats) in an epoch, and on the rows held back after it. */
export interface EpochLosses {
  readonly epoch: number;
  readonly steps: number;
  readonly loss: number;
  readonly validationLoss: number | undefined;
}

export interface Trained {
  readonly weights: Weights;
  readonly losses: readonly EpochLosses[];
}

const rowsOfStart = 30; // the starting model counts as much as this many rows

/**
 * Fits a policy to rows by maximum likelihood: SGD on the mean loss of a batch, pulled towards the
 * start. The pull is applied implicitly (a proximal step), hence stable for any number of rows.
 *
 * Shapes: start[W], rows[N], validation[V] → weights[W], losses[epochs]
 */
export function trained(
  start: Weights,
  rows: readonly TextRow[],
  validation: readonly TextRow[],
  settings: Settings = defaultSettings
): Trained {
  const random = randomFrom('train', settings.seed);
  const examples = shuffle(rows, random).map(exampleOf);
  const heldBack = validation.map(exampleOf);
  const weights = start.slice();
  const perEpoch = Math.ceil(examples.length / settings.batchSize);
  const losses: EpochLosses[] = [];
  for (let epoch = 1; epoch <= settings.epochs; epoch++) {
    const order = shuffle(examples, random);
    let total = 0;
    for (let i = 0; i < perEpoch; i++) {
      const batch = order.slice(i * settings.batchSize, (i + 1) * settings.batchSize);
      const done = ((epoch - 1) * perEpoch + i) / (settings.epochs * perEpoch);
      const share = batch.length / settings.batchSize;
      const size = (settings.learningRate / 2) * (1 + Math.cos(Math.PI * done)) * share;
      total += step(weights, start, batch, { size, pull: rowsOfStart / examples.length });
    }
    losses.push({
      epoch,
      steps: epoch * perEpoch,
      loss: total / examples.length,
      validationLoss: meanLoss(weights, heldBack)
    });
  }
  return { weights, losses };
}

interface Example {
  readonly state: State;
  readonly drawn: Drawn;
}

/** Moves the weights once; returns the batch's summed loss before the move. */
function step(
  weights: Weights,
  start: Weights,
  batch: readonly Example[],
  { size, pull }: { size: number; pull: number }
): number {
  const gradient = new Float64Array(weights.length);
  let total = 0;
  for (const { state, drawn } of batch) {
    total += lossOf(weights, state, drawn, gradient, 1 / batch.length);
  }
  for (let j = 0; j < weights.length; j++) {
    const moved = weights[j]! - size * gradient[j]! + size * pull * start[j]!;
    weights[j] = moved / (1 + size * pull);
  }
  return total;
}

function meanLoss(weights: Weights, examples: readonly Example[]): number | undefined {
  if (examples.length === 0) return undefined;
  const total = examples.reduce((sum, { state, drawn }) => sum + lossOf(weights, state, drawn), 0);
  return total / examples.length;
}

/** A row as a trainer reads it; a completion that is no action is an answer too. */
function exampleOf({ prompt, completion }: TextRow): Example {
  const state = stateOf(prompt);
  return { state, drawn: drawnIn(completion, state) };
}

const unseen = { manner: undefined, share: undefined };

function drawnIn(completion: string, { heading, aim }: State): Drawn {
  const action = actionIn(completion);
  if (!action) return { ...unseen, choice: 'garble' };
  if (action.action_type === 'leave') return { ...unseen, choice: 'leave' };
  if (action.action_type === 'none') return { ...unseen, choice: 'silent' };
  const { move, manner, offer } = recognised(action.action_type, action.argument);
  const share = isOffer(move) ? shareInOffer(heading.scene, aim.wantsHigh, offer) : undefined;
  return {
    choice: move,
    manner: hasManner(move) ? manner : undefined,
    share: share === undefined ? undefined : whole(share)
  };
}

function actionIn(completion: string): Action | undefined {
  try {
    return Action.safeParse(JSON.parse(completion)).data;
  } catch {
    return undefined;
  }
}

function whole(share: number): number {
  return Math.min(10, Math.max(0, Math.round(share)));
}
