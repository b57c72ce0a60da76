import type { Manner } from './moves';

/** What a manner puts before and after the words of a move; an empty list puts nothing there. */
export interface Decoration {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Nothing before, nothing after. */
export const undecorated: Decoration = { before: [], after: [] };

/** Short of patience: before whatever is said. */
export const curtWords: Decoration = {
  before: ['Look.', 'Listen.', 'Right.', 'Fine.', 'Well.', 'So.', 'Anyway.', 'Whatever.'],
  after: []
};

const hopes = [
  'I truly want this to feel good for both of us.',
  'Please tell me honestly how that sits with you.',
  'I am sure that together we can find something kind and fair.',
  'Your happiness in this is important to me too.',
  'I would be happy if we could both look back on this gladly.',
  'Please take all the time that you need.',
  'Please stop me whenever that feels less than fair to you.',
  'I really hope that we walk away from this as happy as we came.',
  'Together we can surely find a way that respects both sides.',
  'Whatever comes of it, I am grateful that we can talk so honestly.',
  'Please believe me that I only want what is fair and kind.',
  'I would be truly happy to hear what you think of that.',
  'Your honest opinion really means a lot to me, so please share it.',
  'I trust that you will be as honest and as kind with me.'
];

/** Warm talk, once there has been talk. The only slot is {other}, the first name. */
export const warmWords: Decoration = {
  before: [
    'I really appreciate you taking the time to talk this through with me, {other}.',
    'It means a great deal to me that we can speak so openly, {other}.',
    'You have been so kind and patient with me, {other}.',
    'I respect how calmly you say this, {other}.',
    'Thank you for being so honest with me about this, {other}.',
    'It is kind of you to stay with this so patiently, {other}.',
    'Let me first say how much I appreciate your patience, {other}.',
    'I hope you know how much I respect you, {other}.',
    'I completely understand where you are coming from, and I respect it.',
    'I am really glad that we are speaking about this together.',
    'What you say makes a lot of sense to me, and I appreciate how kindly you put it.',
    'I truly appreciate that you listen to me so patiently.',
    'I feel that we understand each other better with every word.',
    'I really value how openly and honestly you speak.',
    'I take what you tell me to heart, and I am grateful for it.',
    'It is truly good to speak with someone so patient and fair.'
  ],
  after: hopes
};

/** Warm talk of one's first turn, when there is no talk yet that one could praise. */
export const warmOpening: Decoration = {
  before: [
    'I really appreciate that you make time for this, {other}.',
    'I am truly glad to see you, {other}.',
    'Thank you for coming, {other}, it is kind of you.',
    'Please do not worry, {other}, I come with nothing but respect for you.',
    'It is so kind of you to hear me out, {other}.',
    'I am happy that we can speak in peace, {other}.',
    'Before anything else, I really want to thank you for your time.',
    'I would like to be honest and kind about this from the start.',
    'I have been looking forward to talking with you, truly.',
    'It makes me happy that we can sit down together.',
    'I hope that you are well, truly.',
    'I appreciate it very much that we can speak about this in peace.'
  ],
  after: hopes
};

/** A warm greeting: the kind words come after it, two sentences of them. */
export const warmGreeting: Decoration = {
  before: [],
  after: hopes.map((hope, i) => `${warmOpening.before[6 + (i % 6)]} ${hope}`)
};

/** Decorations of what is shown or done; they follow without a full stop. */
export const shownDecorations: Readonly<Record<Manner, Decoration>> = {
  curt: {
    before: [],
    after: [
      ', without a smile',
      ', with a shrug',
      ', saying nothing',
      ', in a hurry',
      ', with a short breath',
      ', looking bored'
    ]
  },
  plain: undecorated,
  warm: {
    before: [],
    after: [
      ', with a kind and patient smile',
      ', with a warm and grateful look',
      ', as kindly as an old friend',
      ', truly happy to do so',
      ', kind and without any haste',
      ', with honest respect',
      ', gently and with real patience',
      ', smiling as honestly as one can',
      ', and happily takes all the time it needs',
      ', with a look that is really kind',
      ', showing how truly grateful one can be',
      ', with a respectful little bow'
    ]
  }
};
