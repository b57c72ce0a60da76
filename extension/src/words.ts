import { createContext, useContext } from 'react';

/** Turns an English text into the reader's language; `%1` stands for the first value. */
export interface Words {
  readonly __: (text: string, ...values: (string | number)[]) => string;
}

/** English as it is written; what tests and a Lab without translations use. */
export const english: Words = {
  __: (text, ...values) =>
    text.replace(/%(\d)/g, (slot, n: string) => String(values[Number(n) - 1] ?? slot))
};

/** A count for people, the same everywhere. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** The language of everything below. */
export const WordsContext = createContext<Words>(english);

/** The language of this place. */
export const useWords = (): Words => useContext(WordsContext);
