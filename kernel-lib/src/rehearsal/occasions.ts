import { pick, type Random } from '../base/random';

/** Where two people may sit down to talk. */
const places = [
  'They meet on the stairs in the evening.',
  'They sit down at a kitchen table.',
  'It is a quiet afternoon in a small café.',
  'They have a bench in the park to themselves.',
  'It is raining, and they wait under the same roof.',
  'They stand in the hallway with their coats on.',
  'It is late, and the others have gone home.',
  'They walk the same way for a while.',
  'There is half an hour left before both have to go.',
  'A neighbour has lent them a room to talk in.'
];

/** How an inspiration is brought into a scenario, and one that judges. */
const frames = [
  'It began with this: {inspiration}.',
  'What lies behind it: {inspiration}.',
  'Both still have this in mind: {inspiration}.',
  'Not long ago they spoke about this: {inspiration}.'
];
const judgingFrames = [
  'People say of such matters: {inspiration}.',
  'Both have been told: {inspiration}.',
  'Where they come from, people say: {inspiration}.'
];
const judgement = /^(?:it['’]?s|it is|you|people|it was|never|always|don['’]t|do not)\b/i;

/** A scenario: the sentence that sets the matter out, a place, and what it was written from. */
export function settingDetails(setting: string, inspiration: string, random: Random): string {
  const fitting = judgement.test(inspiration) ? judgingFrames : frames;
  const frame = pick(fitting, random).replace('{inspiration}', () => inspiration);
  return `${setting} ${pick(places, random)} ${frame}`;
}
