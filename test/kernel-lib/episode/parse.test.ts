import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { parseAction } from '../../../kernel-lib/src/episode/parse';
import { actionTypes } from '../../../kernel-lib/src/episode/schema';
import { act } from '../../support/scripted-model';

test.each(actionTypes)('the action %s is read', action_type => {
  const argument = action_type === 'none' || action_type === 'leave' ? '' : 'Hello.';
  expect(parseAction(act(action_type, argument))).toEqual({
    action: { action_type, argument },
    repairs: []
  });
});

test.each<[string, string, string, string[]]>([
  ['space around the argument', act('speak', ' Hi. \n'), 'Hi.', []],
  ['other fields', '{"action_type":"speak","argument":"Hi.","mood":"gay"}', 'Hi.', []],
  ['space around', `\n ${act('speak', 'Hi.')} \n`, 'Hi.', []],
  ['a code fence', `\`\`\`json\n${act('speak', 'Hi.')}\n\`\`\``, 'Hi.', ['code fence']],
  ['words before', `Sure! ${act('speak', 'Hi.')}`, 'Hi.', ['text around the JSON']],
  ['a comma too much', '{"action_type":"speak","argument":"Hi.",}', 'Hi.', ['trailing comma']]
])('a reply with %s is read, and what was taken away is said', (_, reply, argument, repairs) => {
  expect(parseAction(reply)).toEqual({ action: { action_type: 'speak', argument }, repairs });
});

test.each([
  ['empty', ''],
  ['prose', 'Sure! I wave.'],
  ['cut off', '{"action_type":"speak","argument":"Hi, I wan'],
  ['cut off just before its end', '{"action_type":"speak","argument":"Hi."'],
  ['of an unknown type', act('speak').replace('speak', 'shout')],
  ['of a type in capitals', '{"action_type":"Speak","argument":"Hi."}'],
  ['without a type', '{"argument":"Hi."}'],
  ['without an argument', '{"action_type":"speak"}'],
  ['with a number as its argument', '{"action_type":"speak","argument":7}'],
  ['speaking without a word', act('speak', ' \n ')],
  ['acting without an act', act('action')],
  ['followed by words', `${act('speak', 'Hi.')} No, better not.`],
  ['a list of actions', `[${act('speak', 'Hi.')}]`],
  ['only quoted', JSON.stringify(act('speak', 'Hi.'))]
])('a reply that is %s is no action', (_, reply) => {
  expect(() => parseAction(reply)).toThrow(LabError);
  expect(() => parseAction(reply)).toThrow(
    '[episode/parse] expected an action such as {"action_type":"speak","argument":"Hi"}, got '
  );
});
