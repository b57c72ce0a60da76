import type { Spoken } from './wordings';

/** How a move is expressed: in words, or by one of the two kinds of action that are seen. */
export const expressions = ['speak', 'non-verbal communication', 'action'] as const;
export type Expression = (typeof expressions)[number];

/** Moves shown without words. Slots: {other} first name, {thing} what it is about. */
export const gestures: Readonly<Partial<Record<Spoken, readonly string[]>>> = {
  greet: ['waves at {other} and comes closer', 'holds out a hand to {other}'],
  ask: ['looks at {other} with raised eyebrows', 'turns an open palm to {other} and waits'],
  need: ['lays a hand on the heart and looks at {other}'],
  accept: ['nods firmly and holds out a hand to seal it', 'nods twice and gives a thumbs-up'],
  refuse: ['shakes the head slowly', 'raises a hand and leans back from {other}'],
  thank: ['bows the head to {other} in thanks', 'lays both hands together and nods to {other}'],
  empathise: [
    'nods slowly while {other} speaks',
    'lays a hand on the arm of {other}',
    'leans towards {other} and listens'
  ],
  apologise: ['lowers the eyes and sighs', 'looks at {other} with regret'],
  press: ['taps on the table and stares at {other}', 'looks at the clock and back at {other}'],
  insult: ['turns away from {other} and rolls both eyes', 'laughs at {other} scornfully'],
  subject: ['gazes out of the window', 'hums a tune']
};

/** Moves made by doing something. */
export const deeds: Readonly<Partial<Record<Spoken, readonly string[]>>> = {
  greet: ['pulls up a chair for {other}', 'walks over to {other} and sits down'],
  reason: ['shows {other} a page of notes about {thing}', 'hands {other} an old message to read'],
  accept: ['shakes the hand of {other} on it', 'writes it down and signs the page'],
  refuse: ['pushes the page back across the table'],
  thank: ['pours {other} a cup of tea', 'squeezes the hand of {other}'],
  empathise: ['moves a chair next to {other}', 'puts the phone away to listen to {other}'],
  apologise: [
    'puts a small gift down in front of {other}',
    'takes back the page with the hard words'
  ],
  press: ['stands up and steps in front of the door'],
  threaten: ['takes out a phone and begins to type a message about {other}'],
  insult: ['throws the notes of {other} into the bin', 'slams a cup down in front of {other}'],
  subject: ['scrolls through the news on the phone', 'waters a plant by the window']
};

/** How often a move that can be shown or done is not put into words; no training changes it. */
export const expressionShares: Readonly<Record<Exclude<Expression, 'speak'>, number>> = {
  'non-verbal communication': 0.08,
  action: 0.06
};
