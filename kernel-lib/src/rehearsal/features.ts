/** What a policy sees of the talk before it chooses a move. */
export const talkFeatures = [
  'bias',
  'start',
  'late',
  'deal',
  'closed',
  'offer',
  'good',
  'margin',
  'fresh',
  'better',
  'asked',
  'warm',
  'hostile',
  'reasoned',
  'refused',
  'idle',
  'iOffered',
  'iReasoned',
  'iNeed',
  'iAsked',
  'iGreeted',
  'iWarm',
  'iPressed',
  'sway',
  'heat',
  'close',
  'stuck',
  'stake',
  'tie',
  'talked'
] as const;
export type TalkFeature = (typeof talkFeatures)[number];

/** What it sees of a single move; these weights are shared by all moves. */
export const moveFeatures = ['repeat', 'count', 'echo', 'key'] as const;
export type MoveFeature = (typeof moveFeatures)[number];

/** What it sees of a share that it may offer. */
export const levelFeatures = [
  'zz',
  'z',
  'z.limit',
  'z.late',
  'z.hasMine',
  'z.mine',
  'z.hasOther',
  'z.other',
  'z.sway',
  'z.heat',
  'z.stake',
  'z.concede',
  'under',
  'same',
  'retract'
] as const;
export type LevelFeature = (typeof levelFeatures)[number];

/** What it sees before it chooses a manner. */
export const mannerFeatures = [
  'bias',
  'iWarm',
  'iCurt',
  'oWarm',
  'oCurt',
  'hostile',
  'late',
  'deal'
] as const;
export type MannerFeature = (typeof mannerFeatures)[number];

/** Shares that can be offered: 0 to 10. */
export const levels = 11;

/** The place of each feature in its vector. */
export function placesOf<F extends string>(names: readonly F[]): Readonly<Record<F, number>> {
  return Object.fromEntries(names.map((name, i) => [name, i])) as Readonly<Record<F, number>>;
}
