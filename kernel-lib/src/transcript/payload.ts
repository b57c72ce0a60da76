import { z } from 'zod';
import { LabError } from '../base/fail';
import { Episode, textTag, Turn, withNames, type Seat } from '../episode/schema';
import type { Rating } from '../rating/schema';
import { fullName, type Character } from '../task/schema';
import type {
  BlindTranscript,
  BlindTurn,
  OpenTranscript,
  OpenTurn,
  Person,
  Transcript,
  TranscriptRun
} from './schema';

const SeenTurn = Turn.omit({ prompt: true });
type SeenTurn = z.infer<typeof SeenTurn>;

/** An episode as far as its readers see it: without the prompts, which are most of a long one. */
export const SeenEpisode = Episode.omit({ texts: true }).extend({ turns: z.array(SeenTurn) });
export type SeenEpisode = z.infer<typeof SeenEpisode>;

interface Shown {
  /** Whether the secrets of both characters are in it. */
  readonly secrets: boolean;
  /** Whether simulated models played. */
  readonly rehearsal: boolean;
  readonly run?: TranscriptRun;
}

/** What a payload may tell. Ratings can only go to a reader who is not blind. */
export type PayloadOptions =
  | (Shown & { readonly blind: true })
  | (Shown & { readonly blind: false; readonly ratings?: readonly Rating[] });

/** An episode as the extension shows it; what a blind reader must not know is not in it. */
export function payloadOf(episode: SeenEpisode, options: PayloadOptions): Transcript {
  return options.blind ? blindPayload(episode, options) : openPayload(episode, options);
}

function blindPayload(episode: SeenEpisode, options: Shown): BlindTranscript {
  const turns = episode.turns.map(turn => seenTurn(turn, episode));
  return { ...sharedPart(episode, options), blind: true, turns };
}

function openPayload(
  episode: SeenEpisode,
  options: Shown & { readonly ratings?: readonly Rating[] }
): OpenTranscript {
  const { tag, models, target, human, repeat } = episode;
  return {
    ...sharedPart(episode, options),
    blind: false,
    tag,
    models,
    ...(target !== undefined && { target }),
    ...(human !== undefined && { human }),
    repeat,
    turns: episode.turns.map(turn => openTurn(turn, episode)),
    ...(options.ratings && { ratings: [...options.ratings] })
  };
}

function sharedPart(episode: SeenEpisode, { secrets, rehearsal, run }: Shown) {
  const { task, cast, ending, transcript } = episode;
  return {
    version: 1 as const,
    ...(run && { run }),
    episode: episode.id,
    transcript,
    rehearsal,
    task: {
      id: task.id,
      codename: task.codename,
      scenario: plain(task.scenario, cast),
      relationship: task.relationship
    },
    seats: [personOf(episode, 0, secrets), personOf(episode, 1, secrets)] as [Person, Person],
    ending
  };
}

function personOf({ task, cast }: SeenEpisode, seat: Seat, secrets: boolean): Person {
  const character = cast[seat];
  const background = [character.publicInfo, character.personality].filter(Boolean).join(' ');
  const secret = plain(character.secret, cast);
  return {
    name: fullName(character),
    shortName: character.firstName,
    age: character.age,
    pronouns: character.pronouns,
    occupation: character.occupation,
    background: plain(background, cast),
    goal: plain(task.goals[seat], cast),
    ...(secrets && secret.trim() !== '' && { secret })
  };
}

function openTurn(turn: SeenTurn, episode: SeenEpisode): OpenTurn {
  const seen = seenTurn(turn, episode);
  const { attempts, invalid, thoughts } = turn;
  const kept = { ...(attempts && { attempts }), ...(thoughts && { thoughts }) };
  if ('text' in seen) return { ...seen, ...kept };
  return { ...seen, ...kept, ...(invalid && { invalid }) };
}

function seenTurn({ action, character }: SeenTurn, { cast }: SeenEpisode): BlindTurn {
  const seat = seatOf(character, cast);
  switch (action.action_type) {
    case 'none':
    case 'leave':
      return { seat, kind: action.action_type };
    default:
      return { seat, kind: action.action_type, text: action.argument };
  }
}

function seatOf(name: string, cast: readonly Character[]): Seat {
  const seat = cast.findIndex(character => fullName(character) === name);
  if (seat === 0 || seat === 1) return seat;
  throw new LabError('transcript/payload', {
    expected: `a turn of ${cast.map(fullName).join(' or ')}`,
    got: name,
    todo: 'Name the character of each turn as the cast does.'
  });
}

/** Whether a model is a simulated one; they say so by their names, trained ones too. */
export function isSimulated(model: string): boolean {
  return /(^|:)rehearsal-/.test(model);
}

/** A text as its readers see it: with names, and without the tags of published texts. */
function plain(text: string, cast: SeenEpisode['cast']): string {
  return withNames(text.replace(textTag, ''), cast);
}
