/** What stands in place of a secret. */
const mask = '[key]';

/**
 * A text without a secret, however it is written: as it is, and in every encoding that decoding the
 * text once more would undo: JSON escapes, percent encoding, character references of HTML.
 */
export function withoutSecret(text: string, secret: string): string {
  if (secret === '') return text;
  const plain = text.includes(secret) ? text.replaceAll(secret, mask) : text;
  return isEncoded(plain, secret) ? plain.replace(encodedForm(secret), mask) : plain;
}

/** Whether a text holds an encoding at all; most texts are done with after these searches. */
function isEncoded(text: string, secret: string): boolean {
  if (text.includes('\\u') || text.includes('%') || text.includes('&')) return true;
  return /["\\/]/.test(secret) && text.includes('\\');
}

const forms = new Map<string, RegExp>(); // by secret: a text is masked at every call

function encodedForm(secret: string): RegExp {
  const form = forms.get(secret) ?? new RegExp([...secret].map(encodedSign).join(''), 'g');
  forms.set(secret, form);
  return form;
}

const named: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos'
};

/** A sign of a secret, as it is or encoded, up to a few times over. */
function encodedSign(sign: string): string {
  const code = sign.codePointAt(0)!;
  const hex = code
    .toString(16)
    .padStart(2, '0')
    .replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`);
  const literal = sign.replace(/[^\w]/g, '\\$&');
  const forms = [
    literal,
    `\\\\{1,8}u00${hex}`,
    `%(?:25){0,3}${hex}`,
    `&(?:amp;){0,2}#(?:0{0,6}${code}|[xX]0{0,6}${hex});`
  ];
  if (/["\\/]/.test(sign)) forms.push(`\\\\{1,8}${literal}`);
  if (named[sign]) forms.push(`&(?:amp;){0,2}${named[sign]};`);
  return `(?:${forms.join('|')})`;
}
