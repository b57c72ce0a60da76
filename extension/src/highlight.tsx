import { createContext, useContext, type ReactNode } from 'react';

/** The words that a reader searches for; an empty text marks nothing. */
export const SearchedContext = createContext('');

/** A text in which the words that a reader searches for are marked. */
export function Highlighted({ text }: { readonly text: string }): ReactNode {
  const words = useContext(SearchedContext).trim();
  return words === '' ? text : marked(text, words);
}

function marked(text: string, words: string): ReactNode {
  const found = new RegExp(`(${words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')})`, 'giu');
  return text.split(found).map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}
