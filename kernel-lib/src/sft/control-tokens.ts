const words =
  'INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|THINK|ARGS|CALL_ID|IMG|' +
  'IMG_END|CLS|SEP|PAD|MASK|UNK|BOS|EOS|gMASK|sMASK';

/**
 * Texts that a tokenizer may turn into a control token of a chat template: turns, roles, ends of text,
 * tools, thoughts, padding. Blanks after the first character are those that `escapeControlTokens` adds.
 *
 * Source: the tokenizers of Llama 2 to 4, Mistral, Qwen, Gemma, Phi, DeepSeek, Command, GLM, gpt-oss,
 * Kimi, Seed-OSS, MiniMax, InternLM, T5 and BERT.
 */
const tokens = new RegExp(
  [
    '<( {0,40})[|｜][^<>|｜\\n]{1,60}[|｜]>', // <|im_end|>, <|eot_id|>, <｜Assistant｜>
    '<( {0,40})(?:\\|\\w{1,40}>|\\w{1,40}\\|>)', // <|channel>, <turn|>
    '<( {0,40})\\/?(?:s|bos|eos|unk|pad|mask|cls|sep|eo[dhamp]|sop|(?:BOS|EOS|PAD|UNK|MASK|CLS|SEP)(?:_TOKEN)?)>',
    '<( {0,40})(?:start|end)_of_(?:turn|image|audio|text)>',
    '<( {0,40})\\/?(?:\\w{1,20}:)?(?:think|tool_calls?|tool_response|tools|function_call|bos|eos)>',
    '<( {0,40})(?:(?:unused|extra_id_|reserved_)\\d{1,5}|0x[0-9A-F]{2})>',
    '<( {0,40})<\\/?SYS>>',
    `\\[( {0,40})\\/?(?:${words})\\]`,
    '◁( {0,40})\\/?think▷',
    '\\]( {0,40})~!?b[\\]\\[]|\\[( {0,40})e~\\[' // MiniMax
  ].join('|'),
  'g'
);

/** The control tokens in a text, in order; those that are escaped do not count. */
export function controlTokensIn(text: string): string[] {
  return [...text.matchAll(tokens)].map(([token]) => token).filter(token => token[1] !== ' ');
}

/**
 * The text with one blank after the first character of every control token, so that no tokenizer
 * takes it for one: `<|im_end|>` → `< |im_end|>`. Tokens that have blanks there already get one more,
 * so that `unescapeControlTokens` returns the very same text.
 */
export function escapeControlTokens(text: string): string {
  return text.replace(tokens, token => `${token[0]} ${token.slice(1)}`);
}

/** The text as it was before `escapeControlTokens`. */
export function unescapeControlTokens(text: string): string {
  return text.replace(tokens, token => (token[1] === ' ' ? token[0] + token.slice(2) : token));
}
