import type { Transcript, TranscriptRun } from '../../kernel-lib/src/transcript/schema';

/** A transcript whose run is known, so that it can be rated. */
export type Ratable = Transcript & { readonly run: TranscriptRun };

/** Which episode of which run, and which version of its words. */
export type Subject = Pick<Ratable, 'run' | 'episode' | 'transcript'>;

/** A text that two payloads share as long as they tell the same. */
export function sameness(...subjects: readonly Pick<Transcript, keyof Subject>[]): string {
  return JSON.stringify(
    subjects.map(({ run, episode, transcript }) => [run?.id, run?.folder, episode, transcript])
  );
}

/** Whether what people say of a transcript has a place to be saved in. */
export function isRatable(transcript: Transcript): transcript is Ratable {
  return transcript.run !== undefined;
}
