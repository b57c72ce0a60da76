import type { Move } from './moves';

type Cue = readonly [Move, RegExp];

/** Cue words of foreign speech: the first that fits names the move. */
const spokenCues: readonly Cue[] = [
  ['insult', /\b(idiot|stupid|ridiculous|selfish|pathetic|shut up|liar|fool(?:ish)?)\b/i],
  ['threaten', /\b(or else|regret|warn(?:ing)? you|consequences|i will tell everyone)\b/i],
  ['apologise', /\b(sorry|apolog|forgive|my fault)/i],
  ['reveal', /\b(secret|never told|confess|between us)/i],
  [
    'propose',
    /(?:[$€£]\s?\d|\d (?:percent|hours?|days?|evenings?|units?|parts?|questions?|of the)|\b(?:how about|what if|suggest|propose|offer|let's|could we|halves|split)\b)/i
  ],
  ['accept', /\b(agreed|deal|accept|sounds good|works for me|fair enough|i agree|i'm in|done)\b/i],
  [
    'refuse',
    /(\b(refuse|no way|won't|never|not going to)\b|\b(can't|cannot|don't) (?:do|agree|accept)|^no\b)/i
  ],
  ['concede', /\b(meet you|compromise|give way|instead i could|i could live with)\b/i],
  ['thank', /\b(thank|thanks|grateful|appreciate)/i],
  ['empathise', /\b(understand|i hear you|i see why|must be hard|sounds (?:hard|tough)|feel)/i],
  ['press', /\b(come on|hurry|just say|you have to|you must|now!)/i],
  ['reason', /\b(because|since|the reason|that's why)\b/i],
  ['need', /\b(i need|i want|i'd like|i would like|important to me|hope)\b/i],
  ['greet', /^(hi|hello|hey|good (?:morning|evening|to see))\b/i],
  ['ask', /\?\s*$/]
];

/** Cue words of foreign gestures and deeds. */
const shownCues: readonly Cue[] = [
  ['insult', /\b(roll(?:s|ed)? (?:\w+ )?eyes|sneer|mock|slam|spit|scoff|laughs? at)/i],
  ['threaten', /\b(fist|glare|loom|threat|shove|push)/i],
  ['accept', /\b(shakes? (?:\w+ )?hands?|thumbs|signs?|nods? (?:firmly|in agreement))/i],
  ['refuse', /\b(shakes? (?:\w+ )?head|steps? back|push(?:es)? away)/i],
  ['thank', /\b(bows?|hands? over|gives?|pours?|offers?)\b/i],
  ['apologise', /\b(lowers?|blush|regret|sigh)/i],
  ['empathise', /\b(nod|smil|hug|pat|comfort|listen|lean|arm around|hand on)/i],
  ['greet', /\b(wave|approach|sits? down|enter|arriv)/i],
  ['press', /\b(taps?|stare|watch|clock|impatien)/i],
  ['ask', /\b(eyebrow|tilt|wonder)/i]
];

/** The move that foreign words come nearest to; what fits nothing is small talk. */
export function moveOfWords(text: string): Move {
  return spokenCues.find(([, cue]) => cue.test(text))?.[0] ?? 'subject';
}

/** The move that a foreign gesture or deed comes nearest to. */
export function moveOfShow(text: string): Move {
  return shownCues.find(([, cue]) => cue.test(text))?.[0] ?? 'subject';
}
