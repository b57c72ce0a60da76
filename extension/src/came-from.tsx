import { useEffect, useState, type RefObject } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { Icon } from './icon';
import { onTold, savedText, type JustSaved } from './just-saved';
import { useWords } from './words';

/** What its reader has saved before coming here, beside the judge, with the way back to it. */
export function CameFrom({ root }: { readonly root: RefObject<HTMLElement> }) {
  const words = useWords();
  const { __ } = words;
  const { just, judge } = useJustSaved(root);
  return (
    <div className="sot-just" role="status">
      {just && (
        <>
          <Icon name="saved" />
          <span dir="auto">{judge ? savedText(words, just, judge.rating) : __('Saved.')}</span>
          <button type="button" className="sot-button" onClick={just.back}>
            {__('Look back')} <kbd>b</kbd>
          </button>
        </>
      )}
    </div>
  );
}

/** What was told, and the judge's rating once it is known; `b` goes back. */
function useJustSaved(root: RefObject<HTMLElement>) {
  const [just, setJust] = useState<JustSaved>();
  const [judge, setJudge] = useState<{ readonly rating: Rating | undefined }>();

  useEffect(() => {
    if (!root.current) return;
    return onTold(root.current, saved => {
      setJudge(undefined);
      setJust(saved);
    });
  }, [root]);

  useEffect(() => {
    let isCurrent = true;
    void just?.judge.then(rating => {
      if (isCurrent) setJudge({ rating });
    });
    return () => void (isCurrent = false);
  }, [just]);

  useEffect(() => {
    const output = root.current;
    const onKey = (event: KeyboardEvent) => {
      if (!just || !isBack(event)) return;
      event.preventDefault();
      event.stopPropagation();
      just.back();
    };
    output?.addEventListener('keydown', onKey);
    return () => output?.removeEventListener('keydown', onKey);
  }, [root, just]);

  return { just, judge };
}

function isBack({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select');
  return key === 'b' && !isTyping && !ctrlKey && !metaKey && !altKey;
}
