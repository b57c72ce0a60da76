import { randomFrom, seedFrom } from '../base/random';
import { agentReply } from './agent';
import { judgeReply, judgeTraits, raterReply } from './judge';
import { hasLabels } from './labels';
import { givenPolicies } from './models';
import type { WeightStore } from './store';
import { parseStoredModel, type Weights } from './weights';
import { writerReply } from './write';

/** What, besides the prompt, decides an answer. */
export interface Asked {
  readonly seed: number;
  readonly temperature: number;
  /** Whether the server promised JSON. */
  readonly json: boolean;
  /** Which of the answers asked for together, from 0. */
  readonly index: number;
}

/** A model: a pure function of the prompt and of what was asked for. */
export type Speaker = (prompt: string, asked: Asked) => string;

/** The models of one server: the given ones, those in its store, and their further names. */
export interface Speakers {
  /** The model behind a name, or `undefined` when there is none. */
  speaker(name: string): Speaker | undefined;
  /** The policy that a job can start from, or `undefined` when the name is not one. */
  policy(name: string): Weights | undefined;
  /** The name behind a further name. */
  resolved(name: string): string;
  names(): string[];
}

const mostKept = 32; // trained models kept in memory, a few kB each

/** Finds models by name; a stored model's text is read once. */
export function speakersOf(
  store: WeightStore,
  aliases: Readonly<Record<string, string>>
): Speakers {
  const kept = new Map<string, Weights>();
  const stored = (name: string): Weights | undefined => {
    const known = kept.get(name);
    if (known) return known;
    const text = store.read(name);
    if (text === undefined) return undefined;
    if (kept.size >= mostKept) kept.clear();
    const weights = parseStoredModel(text);
    kept.set(name, weights);
    return weights;
  };
  const resolved = (name: string) => aliases[name] ?? name;
  const policy = (name: string) => {
    const actual = resolved(name);
    return givenPolicies.get(actual) ?? stored(actual);
  };
  return {
    resolved,
    policy,
    speaker: name => otherSpeakers.get(resolved(name)) ?? agentOf(resolved(name), policy(name)),
    names: () => [
      ...new Set([
        ...givenPolicies.keys(),
        ...otherSpeakers.keys(),
        ...store.list(),
        ...Object.keys(aliases)
      ])
    ]
  };
}

const unlabelled =
  'I am a rehearsal model, a small simulation: I only read prompts that carry the labels "Scenario: " and "Participants: ".';

const otherSpeakers: ReadonlyMap<string, Speaker> = new Map<string, Speaker>([
  ['rehearsal-writer', (prompt, asked) => writerReply(prompt, randomOf('writer', prompt, asked))],
  ...[...judgeTraits].map(([name, traits]): [string, Speaker] => [
    name,
    labelled((prompt, asked) => judgeReply(prompt, traits, randomOf('judge', prompt, asked)))
  ]),
  [
    'rehearsal-rater',
    labelled((prompt, asked) =>
      raterReply(prompt, asked.seed + asked.index, randomOf('rater', prompt, asked))
    )
  ]
]);

function agentOf(name: string, weights: Weights | undefined): Speaker | undefined {
  if (!weights) return undefined;
  return labelled((prompt, asked) =>
    agentReply(weights, prompt, asked, randomOf(name, prompt, asked))
  );
}

/** A model that says what it is where a prompt is none of its kind. */
function labelled(speaker: Speaker): Speaker {
  return (prompt, asked) => {
    if (hasLabels(prompt)) return speaker(prompt, asked);
    return asked.json ? JSON.stringify({ message: unlabelled }) : unlabelled;
  };
}

/** Judges share a key, so that two of them differ by their traits alone. */
function randomOf(name: string, prompt: string, { seed, temperature, index }: Asked) {
  return randomFrom(seedFrom(name, seed, temperature, index, prompt));
}
