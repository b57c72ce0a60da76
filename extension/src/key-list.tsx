import { useLayoutEffect, useRef } from 'react';
import { PlainButton } from './edit-buttons';
import { useWords } from './words';

/**
 * All keys of the sheet, above everything else: wherever one has scrolled to and however small the
 * place is, they are in sight. Closing gives the focus back to where it came from.
 */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const { __ } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const close = () => box.current?.close();
  return (
    <dialog
      ref={box}
      className="sot-keys-box"
      aria-label={__('Keys')}
      onClose={onClose}
      onClick={({ target }) => {
        if (target === box.current) close(); // beside the list
      }}
    >
      <div className="sot-keys-all">
        <div className="sot-head2">
          <h2>{__('Keys')}</h2>
          <PlainButton label={__('Close')} title={__('Close (Esc)')} onClick={close} />
        </div>
        <Lines />
      </div>
    </dialog>
  );
}

/** What a key press does while the keys are shown. */
export function afterKeys({ key, ctrlKey, metaKey }: KeyboardEvent): 'stays' | 'closes' | 'acts' {
  if (key === '?' || key === 'Escape') return 'closes';
  if (ctrlKey || metaKey) return 'acts';
  const isOwn = /^(Tab|Enter| |Arrow.*|Page.*|Home|End|Shift|Control|Alt|Meta|AltGraph)$/.test(key);
  return isOwn ? 'stays' : 'acts';
}

function Lines() {
  const { __ } = useWords();
  const lines: [keys: string[], does: string][] = [
    [['0', '…', '9'], __('score; 1 then 0 for ten')],
    [['−'], __('turns the sign; implied where all scores are negative')],
    [['↑', '↓'], __('dimension before, dimension after')],
    [['←', '→'], __('score one lower, one higher')],
    [['⏎'], __('next dimension, then the other character')],
    [['o'], __('same dimension, other character')],
    [['r', '·', 'Esc'], __('to the reason, back to the scale')],
    [['c'], __('cannot tell')],
    [['f'], __('flag for a second look')],
    [['⌫'], __('clear the score')],
    [['t'], __('to the turns; there + and − for a thumb, Esc back')],
    [
      ['Ctrl', 'Z', '·', 'Ctrl', '⇧', 'Z'],
      __('undo, redo, over everything; in a reason, what was typed there')
    ],
    [['Ctrl', '⏎'], __('submit, and on to the next episode')],
    [['s'], __('skip this episode, with a reason')],
    [['b'], __('back to what you have just submitted')],
    [['?'], __('show or hide these keys')],
    [['Esc', '·', '⏎'], __('out of the sheet to the transcript, and back')]
  ];
  return (
    <dl className="sot-keys">
      {lines.map(([keys, does]) => (
        <div key={does}>
          <dt>
            {keys.map((key, i) => (/^[·…]$/.test(key) ? ` ${key} ` : <kbd key={i}>{key}</kbd>))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
