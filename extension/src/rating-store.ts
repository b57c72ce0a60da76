import { z } from 'zod';
import {
  parseRatingFile,
  peopleFileText,
  ratingPath,
  type HandedIn,
  type RatingFile
} from '../../kernel-lib/src/rating/study';
import { Rating } from '../../kernel-lib/src/transcript/schema';
import { audience } from './audience';
import type { Files } from './files';
import { isDraft, jsonOr, keptDrafts, type KeptDraft, type Shelf } from './kept-draft';
import { hubRater, namedRater, type RaterName } from './rater';
import { runFiles } from './run-files';
import type { Subject } from './subject';
import type { Words } from './words';

/** A rating as it lies on the disk. */
export interface SavedRating {
  readonly file: RatingFile;
  /** Below the run's folder. */
  readonly path: string;
}

/** Which episode of the run in a folder somebody has just rated. */
const RatedNow = z.object({ folder: z.string(), episode: z.string(), rater: z.string() });
type RatedNow = z.infer<typeof RatedNow>;

/** Where ratings and drafts are kept. */
export interface RatingStore {
  /** Who rates here; `undefined` until a name was given. */
  rater(): RaterName | undefined;
  nameRater(name: string): RaterName;
  draft(subject: Subject): KeptDraft | undefined;
  /** Says whether the browser took it. */
  keepDraft(subject: Subject, draft: KeptDraft): boolean;
  dropDraft(subject: Subject): void;
  /** The episodes of a run that have a draft, in order. */
  readonly drafted: (run: string) => string[];
  /** Calls back after each change of a draft, until the answer is called. */
  readonly onDrafts: (listener: () => void) => () => void;
  /** Forgets every draft and the name: for a machine that others use too. */
  forget(): void;
  /** Calls back before all is forgotten, until the answer is called. */
  readonly onForget: (listener: () => void) => () => void;
  /** How many half-filled sheets this browser keeps. */
  readonly countDrafts: () => number;
  /** Calls back when a rating is saved, here or on another page, until the answer is called. */
  readonly onRated: (listener: (rated: RatedNow) => void) => () => void;
  /** What one has handed in of this version of the episode; rejects with `Unreadable` a file that is none. */
  saved(subject: Subject): Promise<SavedRating | undefined>;
  /** Rejects with a sentence for people unless the file reads back as it was written. */
  handIn(subject: Subject, given: HandedIn): Promise<SavedRating>;
  /** The judge's rating, fetched now from the run's files. */
  judge(subject: Subject): Promise<Rating | undefined>;
}

/** What a store is made of. */
export interface StoreParts {
  readonly files: Files;
  readonly shelf: Shelf;
  /** The user of a hub, or an empty text. */
  readonly hubUser: string;
  readonly words: Words;
  readonly chance: () => number;
}

const raterKey = 'rater';
const forgottenKey = 'forgotten';
const ratedKey = 'rated';

/** A store whose ratings are files of the run, and whose drafts lie in this browser. */
export function ratingStore({ files, shelf, hubUser, words, chance }: StoreParts): RatingStore {
  const { __ } = words;
  const inRuns = runFiles(files, words);

  const rater = () => raterOf(hubUser, shelf);
  const { tellRated, onRated } = telling(shelf);

  async function saved({ run, episode, transcript }: Subject): Promise<SavedRating | undefined> {
    const who = rater();
    if (!who) return undefined;
    const path = ratingPath(episode, who.id);
    const text = await inRuns.read(run, path);
    const file = inRuns.ownFile(text, path, who.id, parseRatingFile);
    return file?.transcript === transcript ? { file, path } : undefined;
  }

  async function handIn(subject: Subject, given: HandedIn): Promise<SavedRating> {
    const who = rater();
    if (!who) throw new Error(__('nobody has said who is rating.'));
    const { run, episode, transcript } = subject;
    const path = ratingPath(episode, who.id);
    let file: RatingFile | undefined;
    await inRuns.write(run, path, text => {
      const before = inRuns.ownFile(text, path, who.id, parseRatingFile);
      if (before && before.transcript !== transcript)
        throw new Error(__('%1 rates another version of this episode.', path));
      const handedIn = [...(before?.handedIn ?? []), given];
      file = { version: 1, run: run.id, episode, transcript, rater: who, handedIn };
      return peopleFileText(file);
    });
    tellRated({ folder: run.folder, episode, rater: who.id });
    return { file: file!, path };
  }

  return {
    rater,
    nameRater: name => {
      const who = namedRater(name, chance);
      shelf.write(raterKey, JSON.stringify(who));
      return who;
    },
    ...keptDrafts(shelf),
    countDrafts: () => shelf.names().filter(isDraft).length,
    ...forgetting(shelf),
    onRated,
    saved,
    handIn,
    judge: subject => judgeOf(subject, files)
  };
}

/** Open views hear of it first, so that none of them writes anything back. */
function forgetting(shelf: Shelf): Pick<RatingStore, 'forget' | 'onForget'> {
  const { tell, on } = audience();
  const forgetHere = () => {
    tell();
    shelf.clear();
  };
  shelf.onWrittenElsewhere(forgottenKey, forgetHere); // other pages of this browser have sheets, too
  return {
    forget: () => {
      forgetHere();
      shelf.write(forgottenKey, 'now');
      shelf.remove(forgottenKey);
    },
    onForget: on
  };
}

/** Tells all pages of this browser what was rated. */
function telling(shelf: Shelf) {
  const { tell, on } = audience<RatedNow>();
  shelf.onWrittenElsewhere(ratedKey, text => {
    const { data } = RatedNow.safeParse(jsonOr(text));
    if (data) tell(data);
  });
  return {
    tellRated: (rated: RatedNow) => {
      tell(rated);
      shelf.write(ratedKey, JSON.stringify(rated));
      shelf.remove(ratedKey);
    },
    onRated: on
  };
}

/** The hub's user, or who has given a name in this browser; Jupyter's random names are nobody. */
function raterOf(hubUser: string, shelf: Shelf): RaterName | undefined {
  if (hubUser !== '') return hubRater(hubUser);
  const kept = jsonOr(shelf.read(raterKey) ?? '');
  return isRater(kept) ? kept : undefined;
}

async function judgeOf(
  { run, episode, transcript }: Subject,
  files: Files
): Promise<Rating | undefined> {
  const lines = await files.linesWith(`${run.folder}/ratings.jsonl`, episode);
  return lines
    .flatMap(line => Rating.safeParse(jsonOr(line)).data ?? [])
    .find(rating => rating.rater.kind === 'judge' && rating.transcript === transcript);
}

function isRater(value: unknown): value is RaterName {
  return isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
