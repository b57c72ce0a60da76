import { useState, type KeyboardEvent, type RefObject } from 'react';
import { Bar } from './bar';
import { EditButtons, MainButton, PlainButton } from './edit-buttons';
import type { ReaderSettings } from './episode';
import { NameForm } from './name-form';
import { PreferenceAnswer } from './preference-answer';
import { choices, preferenceWishOf } from './preference-keys';
import type { Comparable, PreferenceStore } from './preference-store';
import { usePreference } from './use-preference';
import { useQueue } from './use-queue';
import { useWords } from './words';

interface ComparePartProps {
  readonly pair: Comparable;
  readonly store: PreferenceStore;
  readonly settings: ReaderSettings;
  readonly root: RefObject<HTMLElement>;
}

/** Which one is better: one row of three, a reason, and the state of the file. */
export function ComparePart({ pair, store, settings, root }: ComparePartProps) {
  const { __ } = useWords();
  const [lack, setLack] = useState('');
  const focusOn = (selector: string) => root.current?.querySelector<HTMLElement>(selector)?.focus();
  const preference = usePreference({
    ...{ pair, store, reasonsRequired: settings.reasonsRequired },
    onLack: what => {
      setLack(what === 'better' ? __('Choose A, B or no difference') : __('A reason is missing'));
      focusOn(what === 'better' ? answer : reason);
    },
    onSaved: goesOn => (goesOn ? queue.goOn() : root.current?.focus({ preventScroll: true }))
  });
  const { draft, dispatch } = preference;
  const { sheet, phase } = draft;
  const isSaved = phase.kind === 'saved';
  const onFill = () => focusOn(answer);
  const queue = useQueue({ root, isSaved, onFill, onNext: undefined });
  const onKey = keyHandler(preference, root);
  return (
    <section
      className="sot-part"
      aria-label={__('Your preference')}
      onKeyDown={isSaved ? undefined : onKey}
    >
      <PreferenceAnswer
        {...{ sheet, isSaved, dispatch }}
        said={isSaved ? __('Saved as %1', phase.file) : lack}
      />
      {preference.asksName && (
        <NameForm
          suggested={settings.name}
          onName={preference.withName}
          onCancel={preference.withoutName}
        />
      )}
      <Bar phase={phase}>
        {isSaved ? <After {...preference} {...queue} /> : <While {...preference} />}
      </Bar>
    </section>
  );
}

type Preferring = ReturnType<typeof usePreference>;
const answer = '.sot-prefer [tabindex="0"]';
const reason = '.sot-answer .sot-why';

function After({ dispatch, hasNext, goOn }: Preferring & ReturnType<typeof useQueue>) {
  const { __ } = useWords();
  return (
    <>
      <PlainButton label={__('Change my answer')} onClick={() => dispatch({ kind: 'edit' })} />
      {hasNext && <MainButton label={__('Next')} onClick={goOn} />}
    </>
  );
}

function While({ draft, dispatch, submit, giveUp }: Preferring) {
  const { __ } = useWords();
  const { phase, past, future, sheet } = draft;
  return (
    <>
      {phase.kind === 'editing' && <PlainButton label={__('Give up the edit')} onClick={giveUp} />}
      <EditButtons
        canUndo={past.length > 0}
        canRedo={future.length > 0}
        onStep={kind => dispatch({ kind })}
      />
      <MainButton
        label={phase.kind === 'unsaved' ? __('Try again') : __('Submit')}
        isIncomplete={sheet.better === undefined}
        onClick={() => submit(false)}
      />
    </>
  );
}

/** Key presses become changes, and the focus follows the choice. */
function keyHandler({ draft, dispatch, submit }: Preferring, root: RefObject<HTMLElement>) {
  return (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, shiftKey: isShift, altKey, target } = event;
    const find = (selector: string) => root.current?.querySelector<HTMLElement>(selector);
    const isInReason = target === find(reason);
    if (altKey || (!isInReason && target instanceof HTMLInputElement)) return;
    const pressed = { key, isCtrl: ctrlKey || metaKey, isShift, isInReason };
    const wish = preferenceWishOf(pressed, draft.sheet.better);
    if (!wish) return;
    event.preventDefault();
    event.stopPropagation();
    if (wish.kind === 'submit') submit(true);
    else if (wish.kind === 'to the reason') find(reason)?.focus();
    else if (wish.kind === 'to the choices') find(answer)?.focus();
    else if (wish.kind === 'leave') root.current?.focus();
    else dispatch(wish);
    if (wish.kind === 'better')
      find(`.sot-prefer > :nth-child(${choices.indexOf(wish.better) + 1})`)?.focus();
  };
}
