/** Characters that are not seen, and spaces that are not the plain one. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?! )\p{Zs}/u;

const names: Readonly<Record<number, string>> = {
  0x0000: 'a null character',
  0x00a0: 'a no-break space',
  0x00ad: 'a soft hyphen',
  0x200b: 'a zero width space',
  0x200c: 'a zero width non-joiner',
  0x200d: 'a zero width joiner',
  0x200e: 'a left-to-right mark',
  0x200f: 'a right-to-left mark',
  0x2028: 'a line separator',
  0x2029: 'a paragraph separator',
  0x2060: 'a word joiner',
  0xfeff: 'a byte order mark'
};

/** Names the first invisible character of a text, e.g. `U+FEFF (a byte order mark) at character 1`. */
export function invisibleIn(text: string): string | undefined {
  const found = invisible.exec(text);
  if (!found) return undefined;
  const code = found[0].codePointAt(0)!;
  const name = names[code] ?? 'an invisible character';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} (${name}) at character ${found.index + 1}`;
}
