import type { ReactNode } from 'react';
import type { Phase } from './phase';
import { Icon, type IconName } from './icon';
import { useWords } from './words';

interface BarProps {
  readonly phase: Phase;
  readonly children: ReactNode;
}

/** The line at the bottom: the state in words, always in the same place, then what one can do. */
export function Bar({ phase, children }: BarProps) {
  const isBad = iconOf(phase) === 'unsaved';
  return (
    <div className={isBad ? 'sot-bar sot-bar--unsaved' : 'sot-bar'}>
      <State phase={phase} />
      {children}
    </div>
  );
}

function State({ phase }: { readonly phase: Phase }) {
  return (
    <span className={`sot-state sot-state--${phase.kind}`} data-sot-state={phase.kind}>
      <Icon name={iconOf(phase)} />
      <StateText phase={phase} />
    </span>
  );
}

function iconOf(phase: Phase): IconName {
  if (phase.kind === 'unread' || isUnkept(phase)) return 'unsaved';
  return phase.kind === 'editing' ? 'draft' : phase.kind;
}

function isUnkept(phase: Phase): boolean {
  return 'isUnkept' in phase;
}

function StateText({ phase }: { readonly phase: Phase }) {
  const { __ } = useWords();
  if (isUnkept(phase)) {
    return (
      <span role="alert">
        <b>{__('Not kept:')}</b>{' '}
        {__('this browser has no room for your draft. Submit before you leave the page.')}
      </span>
    );
  }
  switch (phase.kind) {
    case 'draft':
      return (
        <span>
          <b>{__('Draft')}</b>{' '}
          {phase.keptAt === undefined
            ? __('not begun')
            : __('kept in this browser, %1', clock(phase.keptAt))}
        </span>
      );
    case 'saving':
      return <span>{__('Saving …')}</span>;
    case 'saved':
      return (
        <span>
          <b>{__('Saved')}</b> {__('%1 as', clock(phase.at))} <code>{phase.file}</code>
        </span>
      );
    case 'editing':
      return (
        <span>
          <b>{__('Editing')}</b>{' '}
          {__('what you saved at %1. The earlier scores are kept.', clock(phase.since))}
        </span>
      );
    case 'unsaved':
      return (
        <span role="alert">
          <b>{__('Not saved:')}</b> {phase.reason} {__('Your draft is kept.')}
        </span>
      );
    case 'unread':
      return (
        <span role="alert">
          <b>{__('Not readable:')}</b> {phase.reason}
        </span>
      );
    default:
      return phase satisfies never;
  }
}

/** A time of today as hours and minutes, one of another day with its date. */
function clock(time: number): string {
  const at = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? hours : `${at.toLocaleDateString()} ${hours}`;
}
