/** Tags that Plotly reads in labels and that name nothing outside the figure. */
const plainTag = /^<\/?(?:b|i|em|strong|s|u|sub|sup|span|extra|br\s*\/?)\s*>$/i;
const styledSpan =
  /^<span\s+style=(["'])(?:[\w-]+:\s*(?:[\w#%., -]|rgba?\([\d.,% ]+\))+;?\s*)*\1\s*>$/i;
const link = /^<\/?a(?=[\s>/])/i;
const knownTag = /^<(\/?(?:b|i|em|strong|s|u|sub|sup|span|br))(?=[\s/])/i;

/** A label, and whether a link was removed from it. */
export interface SafeLabel {
  readonly text: string;
  readonly hadLink: boolean;
}

/**
 * A label without markup that could ask for a page or a picture. Every other `<` is escaped, because
 * a template could join it with data to a tag.
 */
export function safeLabel(label: string): SafeLabel {
  if (!label.includes('<')) return { text: label, hadLink: false };
  let hadLink = false;
  const text = label.replace(/<[^<>]*>?/g, part => {
    if (plainTag.test(part) || styledSpan.test(part)) return part;
    if (link.test(part)) {
      hadLink = true;
      return '';
    }
    const tag = part.endsWith('>') && knownTag.exec(part)?.[1];
    return tag ? `<${tag}>` : part.replace('<', '&lt;');
  });
  return { text, hadLink };
}
