import { useWords } from './words';

/** All keys of the sheet, as a list that `?` shows and hides. */
export function KeyList() {
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
    [['Ctrl', 'Z', '·', 'Ctrl', '⇧', 'Z'], __('undo, redo, over everything')],
    [['Ctrl', '⏎'], __('submit, and on to the next episode')],
    [['s'], __('skip this episode, with a reason')],
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
