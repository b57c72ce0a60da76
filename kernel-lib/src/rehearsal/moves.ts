/** What a character can do on its turn, as this world sees it. */
export const moves = [
  'greet',
  'ask',
  'need',
  'reason',
  'propose',
  'concede',
  'accept',
  'refuse',
  'thank',
  'empathise',
  'apologise',
  'press',
  'threaten',
  'insult',
  'reveal',
  'subject',
  'silent',
  'leave'
] as const;
export type Move = (typeof moves)[number];

/** What a policy chooses from: a move, or what weak models do, an answer that is no action. */
export const choices = [...moves, 'garble'] as const;
export type Choice = (typeof choices)[number];

/** The place of each choice in a table of weights. */
export const choiceIndex: Readonly<Record<Choice, number>> = indexOf(choices);

/** How a move is made, drawn apart from the move. */
export const manners = ['curt', 'plain', 'warm'] as const;
export type Manner = (typeof manners)[number];

/** Moves that name an amount. */
export const isOffer = (move: Choice): move is 'propose' | 'concede' =>
  move === 'propose' || move === 'concede';
/** Moves that are kind in themselves. */
export const isKind = among('thank', 'empathise', 'apologise', 'greet');
/** Moves that hurt. */
export const isHostile = among('press', 'threaten', 'insult');
/** Moves that are made in one manner or another; what hurts is never wrapped. */
export const hasManner = (move: Choice): boolean =>
  !isHostile(move) && !['silent', 'leave', 'garble'].includes(move);
/** Moves that make the other side readier to give way. */
export const isSupport = among('reason', 'need', 'ask', 'empathise', 'concede', 'apologise');

const offerAnswers: readonly Move[] = ['concede', 'propose', 'accept', 'refuse', 'reason'];

/** Which moves answer which; `start` is the empty talk. Readers see by it whether a talk hangs together. */
export const answersTo: Readonly<Record<Move | 'start', readonly Move[]>> = {
  start: ['greet', 'ask', 'need', 'propose'],
  greet: ['greet', 'ask', 'need', 'reason', 'propose', 'thank'],
  ask: ['need', 'reason', 'propose', 'concede', 'reveal'],
  need: ['ask', 'need', 'reason', 'empathise', 'propose', 'concede'],
  reason: [
    ...(['ask', 'need', 'reason', 'empathise', 'propose', 'concede'] as const),
    ...(['accept', 'apologise', 'refuse'] as const)
  ],
  propose: [...offerAnswers, 'need'],
  concede: [...offerAnswers, 'thank'],
  accept: ['thank', 'leave'],
  refuse: ['reason', 'concede', 'ask', 'empathise', 'propose', 'need'],
  thank: ['thank', 'leave', 'propose', 'concede', 'accept', 'reason'],
  empathise: ['thank', 'need', 'reason', 'propose', 'concede', 'accept'],
  apologise: ['thank', 'empathise', 'reason', 'propose', 'concede', 'accept'],
  press: ['empathise', 'refuse', 'reason', 'apologise', 'concede'],
  threaten: ['empathise', 'refuse', 'apologise'],
  insult: ['empathise', 'refuse', 'apologise'],
  reveal: ['empathise', 'thank', 'reveal'],
  subject: ['ask', 'need', 'reason', 'propose'],
  silent: ['ask', 'need', 'reason', 'propose'],
  leave: []
};

function among(...members: readonly Move[]): (move: Choice) => boolean {
  const set: ReadonlySet<Choice> = new Set(members);
  return move => set.has(move);
}

function indexOf(names: readonly Choice[]): Readonly<Record<Choice, number>> {
  const index = Object.fromEntries(names.map((name, i) => [name, i]));
  return index as Readonly<Record<Choice, number>>;
}
