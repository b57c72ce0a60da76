import type { ReactNode } from 'react';
import { Icon } from './icon';
import { useWords } from './words';

interface EditButtonsProps {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onStep: (kind: 'undo' | 'redo') => void;
}

/** Undo and redo. */
export function EditButtons({ canUndo, canRedo, onStep }: EditButtonsProps) {
  const { __ } = useWords();
  return (
    <>
      <IconButton
        label={__('Undo')}
        title={__('Undo (Ctrl+Z)')}
        disabled={!canUndo}
        onClick={() => onStep('undo')}
      >
        <Icon name="undo" />
      </IconButton>
      <IconButton
        label={__('Redo')}
        title={__('Redo (Ctrl+Shift+Z)')}
        disabled={!canRedo}
        onClick={() => onStep('redo')}
      >
        <Icon name="redo" />
      </IconButton>
    </>
  );
}

/** What is pressed in the end, with its key; complete or not, it can be pressed. */
export function MainButton(props: {
  readonly label: string;
  readonly isIncomplete?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="sot-button sot-button--main"
      aria-disabled={props.isIncomplete}
      onClick={props.onClick}
    >
      {props.label} <kbd>Ctrl</kbd>
      <kbd>⏎</kbd>
    </button>
  );
}

/** Any other button. */
export function PlainButton(props: {
  readonly label: string;
  readonly title?: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="sot-button" title={props.title} onClick={props.onClick}>
      {props.label}
    </button>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly title: string;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button with a drawing, whose words are for screen readers and whoever waits. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      className="sot-button sot-button--icon"
      aria-label={props.label}
      title={props.title}
      disabled={props.disabled}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
