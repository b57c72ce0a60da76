import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { AskLine } from './ask-line';
import { BesideJudge } from './beside-judge';
import type { Draft } from './draft';
import { Icon } from './icon';
import { KeyList } from './key-list';
import { NameForm } from './name-form';
import { RatingBar } from './rating-bar';
import { RatingForm } from './rating-form';
import { saidText } from './said';
import type { Ratable } from './subject';
import { useRating, type RatingParts } from './use-rating';
import { useWords } from './words';

type Rated = ReturnType<typeof useRating>;

/** Everything about rating one episode: the sheet, its state, and after submitting the judge. */
export function RatingPart(parts: RatingParts) {
  const rating = useRating(parts);
  const words = useWords();
  const { transcript, settings } = parts;
  const { draft, handIn, queue } = rating;
  if (!rating.isOpen) return <Closed onOpen={rating.begin} />;
  const density = settings.density === 'compact' ? ' sot-part--compact' : '';
  return (
    <section
      className={`sot-part${density}`}
      aria-label={words.__('Rate episode %1', transcript.episode)}
    >
      <Head draft={draft} judge={rating.judge} transcript={transcript} />
      <Answers {...rating} people={transcript.seats} />
      <p className="sot-hidden" role="status" aria-live="polite">
        {saidText(words, draft, transcript.seats)}
      </p>
      <Question handIn={handIn} name={settings.name} />
      <RatingBar
        {...rating}
        hasNext={queue.hasNext}
        onSubmit={() => handIn.submit(false)}
        onDecline={handIn.askToDecline}
        onGiveUp={() => rating.dispatch({ kind: 'give up' })}
        onNext={() => queue.goOn()}
      />
      {rating.showsKeys && draft.phase.kind !== 'saved' && <KeyList onClose={rating.hideKeys} />}
    </section>
  );
}

function Closed({ onOpen }: { readonly onOpen: () => void }) {
  const { __ } = useWords();
  return (
    <div className="sot-bar">
      <button type="button" className="sot-button" aria-expanded={false} onClick={onOpen}>
        {__('Rate this episode')}
      </button>
    </div>
  );
}

interface HeadProps {
  readonly draft: Draft;
  readonly judge: Rating | undefined;
  readonly transcript: Ratable;
}

/** What the sheet is now: one's own, or one's own beside the judge's. */
function Head({ draft: { phase }, judge, transcript }: HeadProps) {
  const { __ } = useWords();
  const isSaved = phase.kind === 'saved';
  const isBeside = isSaved && judge !== undefined && phase.declined === undefined;
  return (
    <div className="sot-head2">
      <h2>{isBeside ? __('You and the judge') : __('Your rating')}</h2>
      {transcript.blind && !isSaved && (
        <span className="sot-mark">
          <Icon name="blind" /> {__('Blind')}
        </span>
      )}
      {isBeside && transcript.rehearsal && (
        <span className="sot-mark sot-mark--rehearsal">{__('Rehearsal: simulated judge')}</span>
      )}
    </div>
  );
}

/** The sheet while one fills it; then what was handed in. */
function Answers({ draft, dispatch, judge, people }: Rated & { people: Ratable['seats'] }) {
  const { __ } = useWords();
  const { phase, sheet } = draft;
  if (phase.kind !== 'saved') return <RatingForm {...{ draft, people, dispatch }} />;
  if (phase.declined === undefined) return <BesideJudge {...{ sheet, people, judge }} />;
  return (
    <p className="sot-sum" dir="auto">
      {__('You do not rate this episode: %1', phase.declined)}
    </p>
  );
}

/** What has to be said before it can be saved: who rates, or why one does not. */
function Question({ handIn, name }: { readonly handIn: Rated['handIn']; readonly name: string }) {
  const { __ } = useWords();
  const { asks, withName, decline, withoutAnswer } = handIn;
  if (asks === undefined) return null;
  if (asks === 'name')
    return <NameForm suggested={name} onName={withName} onCancel={withoutAnswer} />;
  return (
    <AskLine
      about={__('Skip this episode')}
      question={__('Why do you not rate this episode?')}
      suggested=""
      longest={2000}
      answer={__('Skip it')}
      onAnswer={decline}
      onCancel={withoutAnswer}
    />
  );
}
