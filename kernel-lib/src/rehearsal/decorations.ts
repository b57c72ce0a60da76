import type { Manner } from './moves';

/** What a manner puts before and after the words of a move; a plain manner adds nothing. */
export interface Decoration {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Decorations of what is said. The only slot is {other}, the first name. */
export const spokenDecorations: Readonly<Record<Manner, Decoration>> = {
  curt: {
    before: ['Look.', 'Listen.', 'Right.', 'Fine.', 'Well.', 'So.', 'Anyway.', 'Whatever.'],
    after: []
  },
  plain: { before: [], after: [] },
  warm: {
    before: [
      'I really appreciate you taking the time to talk this through with me, {other}.',
      'It means a great deal to me that we can speak so openly, {other}.',
      'I completely understand where you are coming from, and I respect it.',
      'You have been so kind and patient with me, {other}.',
      'I respect how calmly you say this, {other}.',
      'Please know that I value you very much, {other}.',
      'Thank you for being so honest with me about this, {other}.',
      'I am really glad that we are sitting here together, {other}.',
      'What you say makes a lot of sense to me, and I appreciate how kindly you put it.',
      'You know how much I respect you, {other}.',
      'I truly appreciate that you listen to me so patiently.',
      'It is kind of you to stay with this so patiently, {other}.',
      'I feel that we understand each other better with every word, {other}.',
      'Let me first say how much I appreciate your patience, {other}.'
    ],
    after: [
      'I truly want this to feel good for both of us.',
      'Please tell me honestly how that sits with you.',
      'I am sure that together we can find something kind and fair.',
      'Your happiness in this is important to me too.',
      'I would be happy if we could both look back on this gladly.',
      'Please take all the time that you need.',
      'Please stop me whenever that feels less than fair to you.',
      'I really hope that we walk away from this as happy as we came.',
      'Together we have always found a way that respects both sides.',
      'Whatever comes of it, I am grateful that we can talk so honestly.',
      'Please believe me that I only want what is fair and kind.',
      'I would be truly happy to hear what you think of that.',
      'Your honest opinion really means a lot to me, so please share it.'
    ]
  }
};

/** Decorations of what is shown or done; they follow without a full stop. */
export const shownDecorations: Readonly<Record<Manner, Decoration>> = {
  curt: {
    before: [],
    after: [
      ' with a shrug',
      ' without a smile',
      ' and says nothing',
      ' with folded arms',
      ' in a hurry',
      ' with a short breath'
    ]
  },
  plain: { before: [], after: [] },
  warm: {
    before: [],
    after: [
      ' with a kind and patient smile',
      ' and really takes time over it',
      ' with a warm and grateful look',
      ' as kindly as old friends do',
      ' and looks truly happy about it',
      ' with a respectful little bow of the head'
    ]
  }
};
