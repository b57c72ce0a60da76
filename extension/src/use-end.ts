import { useEffect, useRef, useState } from 'react';

/**
 * Calls back after what happened is drawn: moving the focus makes a browser lay the page out at
 * once, and "Saved" would have to wait for that.
 */
export function useEnd(onEnd: (goesOn: boolean) => void): (goesOn: boolean) => void {
  const [end, setEnd] = useState<{ readonly goesOn: boolean }>();
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    if (end) latest.current(end.goesOn);
  }, [end]);
  return goesOn => setEnd({ goesOn });
}
