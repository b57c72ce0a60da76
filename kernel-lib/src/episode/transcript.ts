import { digest } from '../base/id';
import type { Scene, Turn } from './schema';

/** The hash of what a reader sees of an episode: scene, cast and actions. */
export function transcriptOf({ task, cast }: Scene, turns: readonly Turn[]): string {
  const { scenario, goals, relationship } = task;
  const actions = turns.map(({ character, action }) => [character, action]);
  return digest({ scenario, goals, relationship, cast, actions });
}
