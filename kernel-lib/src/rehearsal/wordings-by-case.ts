import type { Spoken } from './wordings';

/** Wordings of an offer that names what its speaker named last, and of one that names what the other did. */
export const wordingsOfOffer: Readonly<
  Record<'again' | 'met', Readonly<Record<'propose' | 'concede', readonly string[]>>>
> = {
  again: {
    propose: [
      'My proposal is still {offer}.',
      'I come back to {offer}.',
      'I would still suggest {offer}.',
      'Once more: how about {offer}?'
    ],
    concede: [
      'As I said, I could live with {offer}.',
      'I have come as far as {offer} already.',
      'I am still ready for {offer}, and that was a step for me.',
      'You know how far I can go: {offer}.'
    ]
  },
  met: {
    propose: [
      'Then let us say {offer}, as you do.',
      'I can say {offer} as well.',
      'You named it yourself: {offer}.'
    ],
    concede: [
      'All right, I come to you: {offer}.',
      'Then {offer}, as you say.',
      'I will go along with {offer}.',
      'You have won me over: {offer}.'
    ]
  }
};

/** How people stand to each other, as far as their words show it. */
export type Tie = 'new' | 'known' | 'close';

/** Further wordings that only fit where two people stand so to each other. */
export const wordingsByTie: Readonly<
  Record<Tie, Readonly<Partial<Record<Spoken, readonly string[]>>>>
> = {
  new: {
    greet: [
      'Excuse me, we have not met; may I speak with you about {thing}?',
      'Good day, my business with you is {thing}.',
      'Hello, you must be {other}; they tell me that you are the one to ask about {thing}.'
    ],
    empathise: ['I do not know you well, but I can tell that this is not easy.']
  },
  known: {
    greet: [
      'Hello {other}, we keep meeting; today it is about {thing}.',
      'Hi {other}, I was told that you would be here, and there is {thing} to talk about.'
    ],
    thank: ['I will not forget this, {other}, thank you.']
  },
  close: {
    greet: [
      'There you are, {other}; come and sit down, it is about {thing}.',
      'Hey {other}, we two have never left anything unsaid, so let us talk about {thing}.',
      '{other}, how was your day? I would like to talk about {thing} when you are ready.'
    ],
    empathise: [
      'We have been through enough together for me to see how this sits with you.',
      'I know that look of yours, {other}; this is hard on you.'
    ],
    apologise: ['You deserve better from me, {other}, and I am sorry.'],
    thank: ['What would I do without you, {other}? Thank you.'],
    need: ['I can say it to you: {thing} is never far from my thoughts.']
  }
};
