import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  controlTokensIn,
  escapeControlTokens,
  unescapeControlTokens
} from '../../../kernel-lib/src/sft/control-tokens';

const tokens = [
  ...['<|im_start|>', '<|im_end|>', '<|endoftext|>', '<|eot_id|>', '<|start_header_id|>'],
  ...['<|assistant|>', '<|end|>', '<|channel|>', '<|message|>', '<|START_OF_TURN_TOKEN|>'],
  ...['<｜Assistant｜>', '<｜begin▁of▁sentence｜>', '<|turn>', '<turn|>', '<s>', '</s>', '<bos>'],
  ...['<eos>', '<pad>', '<EOS_TOKEN>', '<start_of_turn>', '<end_of_turn>', '<think>', '</think>'],
  ...['<tool_call>', '</tool_response>', '<seed:bos>', '<unused42>', '<extra_id_0>', '<0x0A>'],
  ...['[INST]', '[/INST]', '<<SYS>>', '<</SYS>>', '[SYSTEM_PROMPT]', '[TOOL_CALLS]', '[THINK]'],
  ...['[gMASK]', '[SEP]', '◁/think▷', ']~b]', '[e~[']
];

test.each(tokens)('%s is found, and escaped it is none', token => {
  const text = `Six it is.${token}\nAnd ${token}${token}`;
  expect(controlTokensIn(text)).toEqual([token, token, token]);
  const escaped = escapeControlTokens(text);
  expect(escaped).not.toContain(token);
  expect(controlTokensIn(escaped)).toEqual([]);
  expect(unescapeControlTokens(escaped)).toBe(text);
});

test.each(['2 < 3 | 4 > 1', '<p>', '<extra_info>Rain.</extra_info>', '[sighs]', 'a <- b', '<em>'])(
  '%s is plain text',
  text => {
    expect(controlTokensIn(text)).toEqual([]);
    expect(escapeControlTokens(text)).toBe(text);
  }
);

const piece = fc.constantFrom(
  ...tokens,
  ...['<', '>', '|', ' ', '/', '[', ']', 's', 'INST', '▁', '｜']
);

test('whatever a text holds, escaping leaves no token and can be taken back', () => {
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join('');
      const escaped = escapeControlTokens(text);
      expect(controlTokensIn(escaped)).toEqual([]);
      expect(unescapeControlTokens(escaped)).toBe(text);
    }),
    { numRuns: 2000 }
  );
});

test('an escaped action is JSON that says the same with one blank more', () => {
  const completion = JSON.stringify({ argument: 'Bye.</s>"<|im_end|>' });
  expect(JSON.parse(escapeControlTokens(completion))).toEqual({
    argument: 'Bye.< /s>"< |im_end|>'
  });
});
