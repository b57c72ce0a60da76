import type { Transcript, TranscriptRun } from '../../kernel-lib/src/transcript/schema';

/** A transcript whose run is known, so that it can be rated. */
export type Ratable = Transcript & { readonly run: TranscriptRun };

/** Which episode of which run, and which version of its words. */
export type Subject = Pick<Ratable, 'run' | 'episode' | 'transcript'>;

/** Whether what people say of a transcript has a place to be saved in. */
export function isRatable(transcript: Transcript): transcript is Ratable {
  return transcript.run !== undefined;
}
