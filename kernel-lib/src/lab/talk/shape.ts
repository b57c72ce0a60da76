import type { ChatModel } from '../../base/chat';
import type { RuleSetName } from '../../episode/ending';
import type { Ending, Episode, Seat, Turn } from '../../episode/schema';
import type { Character } from '../../task/schema';
import type { TrainedName } from '../models';
import type { Run } from '../run';

/** How a person talks with a model. */
export interface TalkOptions {
  /** Whom you play: a first or a full name of the cast. */
  readonly you: string;
  /** Who plays the other, e.g. `run.models.of('partner')`. */
  readonly with: ChatModel;
  /** The two in seat order; by default those whom the run casts first, else two who fit. */
  readonly cast?: readonly [Character, Character];
  /**
   * The run that it belongs to: its people, prompts and rules hold, and it keeps the episode when
   * it is over, to be rated with the others.
   */
  readonly in?: Run;
  /** Counts the episode among those that a model is trained on; else no training sees it. */
  readonly train?: TrainedName;
  readonly rules?: RuleSetName;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
}

/** What stands before the first turn of a talk. */
export interface TalkSetting extends Pick<Episode, 'id' | 'tag' | 'task' | 'cast'> {
  /** The seat that the person plays. */
  readonly human: Seat;
}

/**
 * A talk between a person and a model, turn by turn. A notebook shows it as it goes on; elsewhere
 * each verb resolves with what the other does.
 *
 * Throws: LabError [lab/talk] out of turn, or when the other's model brings no action; your own
 * turn is kept then, and `listen` asks again
 */
export interface OngoingTalk {
  readonly setting: TalkSetting;
  readonly turns: readonly Turn[];
  /** Why it is over, or `undefined` while it goes on. */
  readonly ending: Ending | undefined;
  /** The finished episode, or `undefined` while it goes on. */
  readonly episode: Episode | undefined;
  /** What you know: who you are, where you are, what you want, and what happened so far. */
  readonly text: string;
  /** Says something. */
  say(words: string): Promise<string | undefined>;
  /** Does something. */
  act(deed: string): Promise<string | undefined>;
  /** Shows something without words. */
  gesture(look: string): Promise<string | undefined>;
  /** Stays silent for a turn. */
  wait(): Promise<string | undefined>;
  /** Leaves, which ends the talk. */
  leave(): Promise<string | undefined>;
  /** Lets the other begin, or answer again after its model failed. */
  listen(): Promise<string | undefined>;
}
