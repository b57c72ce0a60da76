import { blindWith, openWith, testRun } from './transcripts';

const blind = blindWith();
const attack = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
const without = (field: string) =>
  Object.fromEntries(Object.entries(blind).filter(([key]) => key !== field));
const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
const said = (text: string) => blindWith({ turns: [{ seat: 0, kind: 'speak', text }] });
const named = (name: string) =>
  blindWith({ seats: [{ ...blind.seats[0], name, shortName: name }, blind.seats[1]] });
const inFolder = (folder: string) => ({ ...blind, run: { ...testRun, folder } });

/** Payloads that somebody could put into a notebook to do harm or by mistake. */
export const hostilePayloads: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', attack],
  ['a number', 7],
  ['a list', [blind]],
  ['an empty object', {}],
  ['a payload without a version', without('version')],
  ['a later version', { ...blind, version: 2 }],
  ['a version as text', { ...blind, version: '1' }],
  ['a payload without turns', without('turns')],
  ['a payload without people', without('seats')],
  ['a payload that does not say whether it is blind', without('blind')],
  ['turns that are a text', { ...blind, turns: attack }],
  ['a turn of a third person', { ...blind, turns: [{ seat: 2, kind: 'speak', text: 'x' }] }],
  ['a turn of an unknown kind', { ...blind, turns: [{ seat: 0, kind: 'shout', text: 'x' }] }],
  ['a silent turn with words', { ...blind, turns: [{ seat: 0, kind: 'none', text: 'HIDDEN' }] }],
  [
    'a text that is an object',
    { ...blind, turns: [{ seat: 0, kind: 'speak', text: { toString: 'x' } }] }
  ],
  ['a script in a speech', said(attack)],
  ['a script in a name', named(attack)],
  ['a script in the scenario', blindWith({ task: { ...blind.task, scenario: attack } })],
  ['a script in the codename', blindWith({ task: { ...blind.task, codename: attack } })],
  ['a script in a model', openWith({ models: [attack, attack] })],
  ['a script in the tag', openWith({ tag: attack })],
  [
    'a script in a raw reply',
    openWith({ turns: [{ seat: 0, kind: 'none', attempts: [{ reply: attack, reason: attack }] }] })
  ],
  ['a script as the episode', { ...blind, episode: attack }],
  ['an episode that climbs', { ...blind, episode: '../../../etc/passwd' }],
  ['an episode with a dot', { ...blind, episode: 'a.b' }],
  ['a folder that climbs', inFolder('runs/../../secrets')],
  ['an absolute folder', inFolder('/etc')],
  ['a folder of another drive', inFolder('RTC:shared')],
  ['a folder with backslashes', inFolder('runs\\..\\x')],
  ['a folder with a control character', inFolder('runs/\u0000x')],
  ['a run with a slash', { ...blind, run: { ...testRun, id: 'run/x' } }],
  ['control characters and escapes', said('\u001b[31mred\u0007\u0000\u202Eevil\u2028')],
  ['right-to-left overrides in a name', named('\u202Egnp.exe')],
  ['a lone surrogate', said('\ud800')],
  ['a huge text', said('x'.repeat(2_000_000))],
  ['ten thousand letters without a space', said('w'.repeat(10_000))],
  ['a very deep list', deep(5_000)],
  ['a very deep turn', { ...blind, turns: [{ seat: 0, kind: 'speak', text: deep(5_000) }] }],
  ['an unknown field', { ...blind, scores: [1] }],
  ['models in a blind payload', { ...blind, models: ['a', 'b'] }],
  [
    'a poisoned prototype',
    JSON.parse('{"__proto__":{"version":1},"constructor":{"prototype":{}}}')
  ],
  ['no turns at all', blindWith({ turns: [] })]
];
