import { countText, useWords, type Words } from '../words';
import { orders, type Order } from './catalogue';
import type { Episodes } from './use-episodes';

interface ListHeadProps {
  readonly shown: number;
  readonly total: number;
  readonly phase: Episodes['phase'];
  readonly order: Order;
  readonly isBlind: boolean;
  readonly onOrder: (order: Order) => void;
}

/** How many episodes are listed, in which order, and how far the file is read. */
export function ListHead({ shown, total, phase, order, isBlind, onOrder }: ListHeadProps) {
  const words = useWords();
  const { __ } = words;
  const names = orderNames(words);
  const offered = orders.filter(each => !isBlind || !each.startsWith('goal'));
  return (
    <div className="sot-list-head">
      <span role="status">{shownText(shown, total, phase, words)}</span>
      <select
        className="sot-select"
        aria-label={__('Sort')}
        value={order}
        onChange={event => onOrder(event.target.value as Order)}
      >
        {offered.map(each => (
          <option key={each} value={each}>
            {names[each]}
          </option>
        ))}
      </select>
      {phase.kind === 'reading' && phase.of > 0 && (
        <progress value={phase.read} max={phase.of} aria-label={__('Reading the file')} />
      )}
      {phase.kind === 'failed' && (
        <p className="sot-note" role="alert">
          {__('The file cannot be read: %1', phase.reason)}
        </p>
      )}
    </div>
  );
}

function shownText(shown: number, total: number, phase: Episodes['phase'], { __ }: Words): string {
  if (phase.kind === 'reading') return __('Reading …');
  const all = countText(total);
  if (shown === total) return total === 1 ? __('1 episode') : __('%1 episodes', all);
  return __('%1 of %2 episodes', countText(shown), all);
}

function orderNames({ __ }: Words): Record<Order, string> {
  return {
    file: __('order of the file'),
    task: __('by task'),
    turns: __('longest first'),
    'goal up': __('goal, lowest first'),
    'goal down': __('goal, highest first')
  };
}

const mostShown = 50; // skipped lines that are listed one by one

interface SkippedProps {
  readonly lines: Episodes['skipped'];
  /** Whether there is nothing else to look at. */
  readonly isAll: boolean;
}

/** The lines that are no episodes: counted, and each with its reason. */
export function Skipped({ lines, isAll }: SkippedProps) {
  const { __ } = useWords();
  if (lines.length === 0) return null;
  return (
    <details className="sot-skipped" open={isAll}>
      <summary>
        {lines.length === 1
          ? __('1 line was skipped')
          : __('%1 lines were skipped', countText(lines.length))}
      </summary>
      <ul tabIndex={0} aria-label={__('Skipped lines')}>
        {lines.slice(0, mostShown).map(({ line, at, reason }) => (
          <li key={at}>
            <b>{line === undefined ? __('Byte %1', countText(at)) : __('Line %1', line)}</b>{' '}
            <bdi>{reason}</bdi>
          </li>
        ))}
        {lines.length > mostShown && (
          <li>{__('and %1 more', countText(lines.length - mostShown))}</li>
        )}
      </ul>
    </details>
  );
}
