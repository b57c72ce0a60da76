import type { LiveTalk } from '../../../kernel-lib/src/transcript/schema';
import { endingOf } from '../ending';
import { useWords, type Words } from '../words';

interface StandingProps {
  readonly talk: LiveTalk;
  readonly isRunning: boolean;
  readonly isSending: boolean;
}

/** What happens now in a talk; a screen reader hears each reply once, as it comes. */
export function Standing({ talk, isRunning, isSending }: StandingProps) {
  const words = useWords();
  const { __ } = words;
  const { ending, problem } = talk;
  return (
    <footer className="sot-end">
      {problem && <p role="alert">{problem}</p>}
      <p className="sot-hidden" role="status" aria-live="polite">
        {replyText(talk, words)}
      </p>
      <p>
        <b>{stateText({ talk, isRunning, isSending }, words)}</b>{' '}
        {ending && (
          <span className="sot-muted">
            {__('pi.show(talk.episode) shows it with both goals, and a sheet to rate it.')}
          </span>
        )}
      </p>
    </footer>
  );
}

/** The other's reply where it is the last turn; else empty. */
function replyText({ turns, seats, you }: LiveTalk, { __ }: Words): string {
  const last = turns.at(-1);
  if (!last || last.seat === you) return '';
  const quiet = last.kind === 'leave' ? __('leaves the conversation') : __('says nothing');
  return `${seats[last.seat].shortName}: ${'text' in last ? last.text : quiet}`;
}

function stateText({ talk, isRunning, isSending }: StandingProps, words: Words): string {
  const { seats, you, next, ending, isAsking } = talk;
  const { __ } = words;
  if (ending) return endingOf({ ...talk, ending }, words).join(' ');
  if (!isRunning) {
    return __(
      'This talk cannot go on here: its kernel is not running, or began anew. Run its cell again to begin another.'
    );
  }
  if (isSending || isAsking) return __('%1 thinks …', seats[you === 0 ? 1 : 0].shortName);
  return next === you ? __('You are next.') : __('%1 is next.', seats[next].shortName);
}
