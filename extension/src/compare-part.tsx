import { useState, type KeyboardEvent, type RefObject } from 'react';
import { Bar } from './bar';
import { EditButtons, MainButton, PlainButton } from './edit-buttons';
import { isComposing } from './keys';
import { NameForm } from './name-form';
import { PreferenceAnswer } from './preference-answer';
import { choices, preferenceWishOf } from './preference-keys';
import type { Comparable, PreferenceStore } from './preference-store';
import type { ReaderSettings } from './settings';
import { usePreference } from './use-preference';
import { useKeptFocus } from './use-kept-focus';
import { useQueue } from './use-queue';
import { useWords } from './words';

/** What asking for a preference needs. */
export interface CompareParts {
  readonly pair: Comparable;
  readonly store: PreferenceStore;
  readonly settings: ReaderSettings;
  readonly root: RefObject<HTMLElement>;
  /** Where one goes on; by default to the notebook's next output that waits. */
  readonly onNext?: (() => void) | undefined;
}

/** Which one is better: one row of three, a reason, and the state of the file. */
export function ComparePart(parts: CompareParts) {
  const { __ } = useWords();
  const { preference, queue, lack, change } = useAnswer(parts);
  const { draft, dispatch, asksName, withName, withoutName } = preference;
  const { sheet, phase } = draft;
  const isSaved = phase.kind === 'saved';
  return (
    <section
      className="sot-part"
      aria-label={__('Your preference')}
      onKeyDown={isSaved ? undefined : keyHandler(preference, parts.root)}
    >
      <PreferenceAnswer
        {...{ sheet, isSaved, dispatch }}
        said={isSaved ? __('Saved as %1', phase.file) : lack}
      />
      {asksName && (
        <NameForm suggested={parts.settings.name} onName={withName} onCancel={withoutName} />
      )}
      <Bar phase={phase}>
        {isSaved ? <After {...{ ...preference, ...queue, change }} /> : <While {...preference} />}
      </Bar>
    </section>
  );
}

type Preferring = ReturnType<typeof usePreference>;
const answer = '.sot-prefer [tabindex="0"]';
const reason = '.sot-answer .sot-why';

/** The preference, its place among what waits, and what is still missing, in words. */
function useAnswer({ pair, store, settings, root, onNext }: CompareParts) {
  const { __ } = useWords();
  const [lack, setLack] = useState('');
  const focusOn = (selector: string) => root.current?.querySelector<HTMLElement>(selector)?.focus();
  const preference = usePreference({
    ...{ pair, store, reasonsRequired: settings.reasonsRequired },
    onLack: what => {
      setLack(what === 'better' ? __('Choose A, B or no difference') : __('A reason is missing'));
      focusOn(what === 'better' ? answer : reason);
    },
    onEnd: goesOn => {
      if (goesOn) queue.goOn();
    }
  });
  useKeptFocus(root);
  const isSaved = preference.draft.phase.kind === 'saved';
  const queue = useQueue({ root, isSaved, onFill: () => focusOn(answer), onNext });
  const change = () => {
    preference.dispatch({ kind: 'edit' });
    focusOn(answer);
  };
  return { preference, queue, lack, change };
}

type AfterProps = ReturnType<typeof useQueue> & { readonly change: () => void };

function After({ change, hasNext, goOn }: AfterProps) {
  const { __ } = useWords();
  return (
    <>
      <PlainButton label={__('Change my answer')} onClick={change} />
      {hasNext && <MainButton label={__('Next')} onClick={() => goOn()} />}
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
    if (isComposing(event.nativeEvent)) return;
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
