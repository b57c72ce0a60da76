/** Who hears of something, one after another. */
export interface Audience<T> {
  readonly tell: (news: T) => void;
  /** Calls back at each piece of news, until the answer is called. */
  readonly on: (listener: (news: T) => void) => () => void;
}

/** An audience of nobody as yet. */
export function audience<T = void>(): Audience<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    tell: news => [...listeners].forEach(listener => listener(news)),
    on: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    }
  };
}
