import { expect, test } from 'vitest';
import { loggedText, parseActionText } from '../../../kernel-lib/src/interop/action-text';

test.each([
  ['said: "Hi"', 'speak', 'Hi'],
  ['said: "He said "no".\nReally."', 'speak', 'He said "no".\nReally.'],
  ['said: ""', 'speak', ''],
  [' said: "Hi"', 'speak', 'Hi'],
  ['[action] opens the door', 'action', 'opens the door'],
  ['[action] [action] stirs', 'action', '[action] stirs'],
  ['[non-verbal communication] nods', 'non-verbal communication', 'nods'],
  ['left the conversation', 'leave', ''],
  ['left the conversation,', 'leave', ''],
  ['did nothing', 'none', '']
])('%j is read', (text, action_type, argument) => {
  expect(parseActionText(text)).toEqual({ action: { action_type, argument } });
});

test.each([
  ['[private to [\'Ben Okoye\']]  said: "Psst"', ['Ben Okoye']],
  ['[private to [\'Ben\', "Cay O\'Hara"]] said: "Psst"', ['Ben', "Cay O'Hara"]],
  ['[private to [\'A ] B\']] said: "Psst"', ['A ] B']]
])('%s is read with the only ones who hear it', (text, to) => {
  expect(parseActionText(text)).toEqual({ action: { action_type: 'speak', argument: 'Psst' }, to });
  expect(parseActionText(loggedText(parseActionText(text)))).toEqual(parseActionText(text));
});

test.each([
  [''],
  ['Hello'],
  ['said: Hi'],
  ['said: "Hi'],
  ['[speak] Hi'],
  ['[private to []] did nothing']
])('%j is no action, and is never guessed', text => {
  expect(() => parseActionText(text)).toThrow('[interop/action-text] expected an action');
});
