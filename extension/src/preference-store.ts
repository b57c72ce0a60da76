import {
  parsePreferenceFile,
  peopleFileText,
  preferencePath,
  type Preference,
  type PreferenceFile
} from '../../kernel-lib/src/rating/study';
import type { Pair, TranscriptRun } from '../../kernel-lib/src/transcript/schema';
import { draftFolders, keptOn, type Kept } from './kept-draft';
import { PreferenceSheet } from './preference-draft';
import type { RatingStore, StoreParts } from './rating-store';
import { runFiles } from './run-files';

/** Two episodes of a known run, A first. */
export type Comparable = Pair & { readonly run: TranscriptRun };

/** A preference as it lies on the disk. */
export interface SavedPreference {
  readonly file: PreferenceFile;
  /** Below the run's folder. */
  readonly path: string;
}

type Shared = 'rater' | 'nameRater' | 'onForget' | 'onDrafts';

/** Where preferences and their drafts are kept. */
export interface PreferenceStore extends Pick<RatingStore, Shared> {
  draft(pair: Comparable): Kept<PreferenceSheet> | undefined;
  keepDraft(pair: Comparable, draft: Kept<PreferenceSheet>): boolean;
  dropDraft(pair: Comparable): void;
  saved(pair: Comparable): Promise<SavedPreference | undefined>;
  /** Rejects with a sentence for people unless the file reads back as it was written. */
  handIn(pair: Comparable, given: Preference): Promise<SavedPreference>;
}

/** A store that keeps preferences as ratings are kept: by the same people, under the same checks. */
export function preferenceStore(
  { files, shelf, words }: StoreParts,
  { rater, nameRater, onForget, onDrafts }: Pick<RatingStore, Shared>
): PreferenceStore {
  const { __ } = words;
  const inRuns = runFiles(files, words);

  async function saved(pair: Comparable): Promise<SavedPreference | undefined> {
    const who = rater();
    if (!who) return undefined;
    const path = preferencePath(idsOf(pair), who.id);
    const text = await inRuns.read(pair.run, path);
    const file = inRuns.ownFile(text, path, who.id, parsePreferenceFile);
    const isOfThese = `${file?.transcripts}` === `${sortedPair(pair).transcripts}`;
    return file && isOfThese ? { file, path } : undefined;
  }

  async function handIn(pair: Comparable, given: Preference): Promise<SavedPreference> {
    const who = rater();
    if (!who) throw new Error(__('nobody has said who is rating.'));
    const path = preferencePath(idsOf(pair), who.id);
    let file: PreferenceFile | undefined;
    await inRuns.write(pair.run, path, text => {
      const before = inRuns.ownFile(text, path, who.id, parsePreferenceFile);
      const now = sortedPair(pair);
      if (before && `${before.transcripts}` !== `${now.transcripts}`)
        throw new Error(__('%1 compares other versions of these episodes.', path));
      const handedIn = [...(before?.handedIn ?? []), given];
      file = { version: 1, run: pair.run.id, rater: who, ...now, handedIn };
      return peopleFileText(file);
    });
    return { file: file!, path };
  }

  return {
    rater,
    nameRater,
    onForget,
    onDrafts,
    ...keptOn(shelf, PreferenceSheet, draftName),
    saved,
    handIn
  };
}

/** The ids of the two, A first. */
export function idsOf({ episodes: [a, b] }: Pair): [string, string] {
  return [a.episode, b.episode];
}

function sortedPair({ episodes }: Pair): Pick<PreferenceFile, 'episodes' | 'transcripts'> {
  const [first, second] = [...episodes].sort((a, b) => (a.episode < b.episode ? -1 : 1));
  return {
    episodes: [first!.episode, second!.episode],
    transcripts: [first!.transcript, second!.transcript]
  };
}

/** A draft says A and B, so it belongs to the order that is shown. */
function draftName({ run, episodes }: Comparable): string {
  const versions = episodes.map(
    ({ episode, transcript }) => `${episode}.${transcript.slice(0, 8)}`
  );
  return `${draftFolders.preference}${run.id}/${versions.join('+')}`;
}
