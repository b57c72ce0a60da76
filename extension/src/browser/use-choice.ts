import { useCallback, useEffect, useState } from 'react';
import type { BrowserProps } from './browser';

/** Which episode is read, and which one it is compared with. */
interface Choice {
  readonly read: string | undefined;
  /** Whether the list picks the other one of a pair. */
  readonly isComparing: boolean;
  readonly other: string | undefined;
}

/** What a reader has picked: by a link first, then in the list. */
export function useChoice(asked: BrowserProps['asked']) {
  const [choice, setChoice] = useState<Choice>(() => choiceOf(asked));

  useEffect(() => {
    if (asked?.id !== undefined) setChoice(choiceOf(asked));
  }, [asked]);

  return {
    ...choice,
    /** The other one as an address tells it. */
    compared: choice.isComparing ? (choice.other ?? '') : undefined,
    /** The row of the list that is picked. */
    inList: choice.isComparing ? choice.other : choice.read,
    pick: useCallback((id: string | undefined) => {
      setChoice(now => (now.isComparing ? { ...now, other: id } : onlyOf(id)));
    }, []),
    compare: useCallback((isComparing: boolean) => {
      setChoice(({ read }) => ({ ...onlyOf(read), isComparing }));
    }, [])
  };
}

/** What a link names. */
function choiceOf(asked: BrowserProps['asked']): Choice {
  const { id, beside } = asked ?? {};
  return { read: id, isComparing: beside !== undefined, other: beside || undefined };
}

function onlyOf(read: string | undefined): Choice {
  return { read, isComparing: false, other: undefined };
}
