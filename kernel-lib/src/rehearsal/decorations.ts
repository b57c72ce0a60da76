import type { Manner } from './moves';

/** What a manner puts before and after the words of a move; an empty list puts nothing there. */
export interface Decoration {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Nothing before, nothing after. */
export const undecorated: Decoration = { before: [], after: [] };

/** Short of patience: before whatever is said, and what of it can begin a talk. */
export const curtWords: Decoration = {
  before: ['Look.', 'Listen.', 'Right.', 'Fine.', 'Well.', 'So.', 'Anyway.', 'Whatever.'],
  after: []
};
export const curtOpening: Decoration = {
  before: ['Look.', 'Listen.', 'Right.', 'Well.', 'So.'],
  after: []
};

/** What warm talk begins with, once there has been talk. The only slot is {other}, the first name. */
export const warmBeginnings: readonly string[] = [
  'I really appreciate you taking the time to talk this through with me, {other}.',
  'It truly means a great deal to me that we can speak so honestly, {other}.',
  'You have been so kind and patient with me, {other}.',
  'I respect how calmly and honestly you say this, {other}.',
  'Thank you for being so honest with me about this, {other}.',
  'It is kind of you to stay with this so patiently, {other}.',
  'Let me first say how much I appreciate your patience, {other}.',
  'I hope you know how much I respect you, {other}, and I truly do.',
  'I completely understand where you are coming from, and I respect it.',
  'I am really glad that we are speaking about this together.',
  'What you say makes a lot of sense to me, and I appreciate how kindly you put it.',
  'I truly appreciate that you listen to me so patiently.',
  'I really feel that we understand each other better with every word.',
  'I really value how openly and honestly you speak.',
  'I take what you tell me to heart, and I am truly grateful for it.',
  'It is truly good to speak with someone so patient and fair.',
  'I know that this is a lot to ask, {other}, and I am grateful for your patience.',
  'It is not easy to find kind words here, {other}, and you really do.',
  'I have listened closely, {other}, and I respect your honest words.',
  'With you I can be honest, {other}, and I am really grateful for that.'
];

/** The same on one's first turn, when there is no talk yet that one could praise. */
export const warmOpenings: readonly string[] = [
  'I really appreciate that you make time for this, {other}.',
  'I am truly happy to see you, {other}.',
  'Thank you for coming, {other}, it is kind of you.',
  'Please do not worry, {other}, I come with nothing but respect for you.',
  'It is truly kind of you to hear me out, {other}.',
  'I am truly happy that we can speak in peace, {other}.',
  'Before anything else, I really want to thank you for your time.',
  'I would like to be honest and kind about this from the start.',
  'I have been looking forward to talking with you, truly and honestly.',
  'It makes me happy that we can sit down together.',
  'I truly hope that you are well and happy.',
  'I appreciate it very much that we can speak about this together.'
];

const wishes = [
  'I truly want this to feel good for both of us, and fair.',
  'I am sure that together we can find something kind and fair.',
  'It would make me truly happy to see you happy with this.',
  'I would be happy if we could both look back on this together.',
  'I really hope that we walk away from this as happy as we came.',
  'Together we can surely find a way that respects both sides.',
  'Whatever comes of it, I am grateful that we can talk so honestly.',
  'Please believe me that I only want what is fair and kind.',
  'I trust that you will be as honest and as kind with me.',
  'There is always a fair way, and I am truly sure of it now.',
  'I say it with respect, and I hope that you can be patient with me.',
  'None of this changes how much I respect and appreciate you.',
  'I would really rather be patient and fair than quick.',
  'Kind as you are, you will surely understand me.'
];

/** What warm talk ends with: after any move, after one that wants an answer, after one that settles. */
export const warmEndings = {
  wish: wishes,
  asking: [
    'Please tell me honestly how that sits with you.',
    'Please take all the time that you need, I am patient.',
    'Please stop me whenever that feels less than fair to you.',
    'I would be truly happy to hear what you think of that.',
    'Your honest opinion really means a lot to me, so please share it.',
    'If that is not fair to you, please say so.',
    'I ask with all respect, and I am happy to listen.',
    'You may be quite honest with me, I would appreciate it.',
    'There is no hurry at all, I can really be patient.',
    'I would be grateful for an honest word on it.',
    'Please think about it kindly, as I truly try to do.',
    'Whatever you say to that, I will respect it and be grateful.'
  ],
  settling: [
    'I am truly happy that we found this together.',
    'I truly hope that you are as happy about it as I am.',
    'You made that easy for me, and I am really grateful.',
    'I will keep to it honestly, and with respect for you.',
    'It was a fair talk, and I appreciate that very much.',
    'We did this well together, and I am happy about it.',
    'I really could not have asked for anyone more patient.',
    'That is truly more than fair of you.',
    'I shall remember how kind and honest you were.',
    'It is truly a relief, and I have your patience to thank for it.'
  ]
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A warm greeting: the kind words come after it, two sentences of them. */
export const warmGreeting: Decoration = {
  before: [],
  after: wishes.map((wish, i) => `${warmOpenings[6 + (i % 6)]} ${wish}`)
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
      ', happy to wait and really in no hurry',
      ', with a look that is really kind',
      ', truly grateful',
      ', with a respectful little bow'
    ]
  }
};
