import { useEffect, useState } from 'react';
import type { ModelNames } from '../model-names';
import type { LargeFiles } from './files';
import { modelNamesOf } from './run-models';

const none: ModelNames = new Map();

/** The names of a run's models, read again when the file of episodes has changed; none when blind. */
export function useModelNames(
  files: LargeFiles,
  path: string,
  version: string,
  isBlind: boolean
): ModelNames {
  const [names, setNames] = useState(none);
  useEffect(() => {
    if (isBlind) return setNames(none);
    const gone = new AbortController();
    void modelNamesOf(files, path, gone.signal).then(found => {
      if (!gone.signal.aborted) setNames(before => (isEqual(before, found) ? before : found));
    });
    return () => gone.abort();
  }, [files, path, version, isBlind]);
  return names;
}

function isEqual(a: ModelNames, b: ModelNames): boolean {
  return a.size === b.size && [...a].every(([id, name]) => b.get(id) === name);
}
