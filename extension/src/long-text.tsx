import { useState } from 'react';
import { Highlighted } from './highlight';
import { useWords } from './words';

const longestShown = 8_000; // characters of one text that are drawn before somebody asks for all

/** A text in its own direction; a very long one is cut until the reader wants the rest. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(text.length <= longestShown);
  const { __ } = useWords();
  if (isWhole) {
    return (
      <span dir="auto">
        <Highlighted text={text} />
      </span>
    );
  }
  return (
    <>
      <span dir="auto">
        <Highlighted text={`${text.slice(0, longestShown)}…`} />
      </span>
      <button type="button" className="sot-button" onClick={() => setWhole(true)}>
        {__('Show all %1 characters', text.length)}
      </button>
    </>
  );
}
