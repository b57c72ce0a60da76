import { fetchFrom } from '../embedded';
import { LocalEngine, localDefaults } from './engine';
import { localHandler } from './handler';
import type { Endpoint, Profile } from '../profile';
import { inputPath } from '../root';

type Fetch = typeof globalThis.fetch;
const loaded = new Map<string, Fetch>(); // one process loads a file once, however many runs ask it

/** How the models of a profile that run in this process are reached. */
export function localFetches(profile: Profile): (endpoint: Endpoint) => Fetch {
  const lengths = Object.values(profile.models).map(({ contextLength }) => contextLength ?? 0);
  const options = {
    contextLength: Math.max(...lengths) || localDefaults.contextLength,
    sequences: 2 * (profile.concurrency ?? localDefaults.sequences / 2)
  };
  return ({ gguf = '' }) => {
    const path = inputPath(gguf);
    const key = JSON.stringify([path, options]);
    const known =
      loaded.get(key) ??
      fetchFrom(localHandler(() => LocalEngine.load(path, { ...options, threads: threadsHere() })));
    loaded.set(key, known);
    return known;
  };
}

/** How many threads this machine can spare, where the user knows better. */
function threadsHere(): number | undefined {
  const threads = Number(process.env.SOTOPIA_PI_THREADS);
  return Number.isInteger(threads) && threads > 0 ? threads : undefined;
}
