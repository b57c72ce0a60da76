import { expect, test } from 'vitest';
import { randomFrom, type Random } from '../../kernel-lib/src/base/random';
import { readReply } from '../../kernel-lib/src/base/read-reply';
import { parseAction } from '../../kernel-lib/src/episode/parse';
import { parseRating } from '../../kernel-lib/src/rating/parse';

const wanted = '{"action_type": "speak", "argument": "Six it is."}';
const draft = '{"action_type": "speak", "argument": "A-DRAFT"}';
const read = (answer: string) => {
  const { action, repairs } = parseAction(answer);
  return { value: action, repairs };
};

/** Replies whose only draft is rejected: in thoughts, before another object, or by what follows. */
const rejecting = [
  `<think>Perhaps ${draft}? No.</think>${wanted}`,
  `Perhaps ${draft}? No.</think>\n${wanted}`,
  `[THINK]${draft}[/THINK]${wanted}`,
  `<|channel|>analysis<|message|>${draft}<|end|><|channel|>final<|message|>${wanted}`,
  `${draft}\nNo, too blunt. Better:\n${wanted}`,
  `${draft} That would be wrong.`,
  `<think>Perhaps ${draft}? But`,
  `\`\`\`json\n${draft}\n\`\`\`\nI take that back.`
];

const pieces = [
  ...['{', '}', '"', '\\', '\\"', ',', '\n', '\t', '\0', '\ud83d', '</think>', '<think>', '```'],
  ...['[/THINK]', '<|im_end|>', '\u2028', '</s>', '[', ']', ':', ' ', 'é', '\\ud83d', '//', "'"]
];

/** The text with one to four pieces put in at random places. */
function mutated(text: string, random: Random): string {
  let changed = text;
  for (let n = 1 + random.int(4); n > 0; n--) {
    const at = random.int(changed.length + 1);
    changed = changed.slice(0, at) + pieces[random.int(pieces.length)]! + changed.slice(at);
  }
  return changed;
}

const count = process.env.SOTOPIA_PI_LONG ? 100_000 : 3000;

test(`of ${count} mutated replies none crashes, hangs or makes an action of a rejected draft`, () => {
  const random = randomFrom('mutated replies', 1);
  let actions = 0;
  for (let n = 0; n < count; n++) {
    const text = mutated(rejecting[n % rejecting.length]!, random);
    const before = process.cpuUsage();
    const found = readReply({ text, cutOff: n % 3 === 0 }, read);
    expect(process.cpuUsage(before).user, text).toBeLessThan(1_000_000);
    if ('failure' in found) continue;
    actions++;
    expect(found.value.argument, text).not.toContain('A-DRAFT');
  }
  expect(actions).toBeGreaterThan(count / 50);
});

test.each([
  '\\"',
  '{',
  '{"',
  '[',
  '<think>',
  '</think>',
  '"</think>{',
  '{"a":',
  '`',
  '<|',
  ', ',
  '\\'
])('a megabyte of %s is refused without a hang', piece => {
  const long = piece.repeat(1_000_000 / piece.length);
  for (const text of [long, `{"action_type":"speak","argument":"${long}`, `${long}${wanted} no`]) {
    const before = process.cpuUsage(); // unlike a clock, it does not count other processes
    expect(readReply({ text, cutOff: false }, read)).toHaveProperty('failure');
    expect(() => parseRating(text)).toThrow('[rating/parse]');
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  }
});
