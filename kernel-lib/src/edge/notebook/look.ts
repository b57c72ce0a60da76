import { html, printable, type Markup, type Piece } from '../../base/escape';
import type { Bundle } from './show';

/**
 * The look of outputs as they stand on their own: in a page that strips scripts, style sheets and
 * perhaps these styles too. Grounds and lines are half-transparent grey, so that they suit a light
 * and a dark page; what is said by a colour is said by a word or a shape as well.
 */
export const look = {
  line: '1px solid rgba(127,127,127,.55)',
  hairline: '1px solid rgba(127,127,127,.3)',
  dotted: '2px dotted rgba(127,127,127,.7)',
  solid: '2px solid rgba(127,127,127,.7)',
  tint: 'rgba(38,120,220,.16)',
  shade: 'rgba(127,127,127,.1)',
  muted: 'opacity:.75;font-size:88%',
  /** Of the rehearsal mark: at least 4.2:1 on white and on near-black. */
  rehearsal: '#B8651B'
} as const;

/** A block of an output, at a width that reads well. */
export function block(content: Piece): Markup {
  return html`<div style="max-width:48em;line-height:1.5;text-align:left">${content}</div>`;
}

/** The mark that everything made by simulated models carries. */
export function rehearsalMark(isSimulated: boolean): Markup | undefined {
  if (!isSimulated) return undefined;
  return html`<div
      style="height:5px;margin:4px 0;background:repeating-linear-gradient(-45deg,${look.rehearsal} 0 1.5px,transparent 1.5px 6px)"
    ></div>
    <div style="margin:4px 0 8px">
      <span
        style="border:1px dashed ${look.rehearsal};border-radius:3px;padding:1px 6px;font-size:85%;font-weight:600"
        >Rehearsal: simulated models</span
      >
    </div>`;
}

/** The same mark as the first line of a text. */
export function rehearsalLine(isSimulated: boolean): string[] {
  return isSimulated ? ['[Rehearsal: simulated models]'] : [];
}

/** A name and what it stands for; nothing when that is empty. */
export function labelled(name: string, text: string | undefined): Markup | undefined {
  return text?.trim()
    ? html`<div style="margin:6px 0"><b>${name}</b> <span dir="auto">${text}</span></div>`
    : undefined;
}

/** A text that a reader opens by hand. */
export function folded(name: string, text: string | undefined): Markup | undefined {
  if (!text?.trim()) return undefined;
  return html`<details style="margin:2px 0">
    <summary style="cursor:pointer">${name}</summary>
    <div dir="auto" style="margin:2px 0 6px 1em">${text}</div>
  </details>`;
}

/** A seat's letter: in a circle for agent 1, in a square for agent 2. */
export function letter(name: string, seat: 0 | 1): Markup {
  const radius = seat === 0 ? '50%' : '3px';
  return html`<span
    style="display:inline-block;width:1.5em;line-height:1.5em;text-align:center;border:1px solid currentColor;border-radius:${radius};font-weight:600;font-size:88%"
    >${[...name][0]}</span
  >`;
}

/** Two things beside each other, one below the other where there is no room. */
export function sideBySide(left: Markup, right: Markup): Markup {
  const side = (content: Markup) => html`<div style="flex:1 1 18em;min-width:0">${content}</div>`;
  return html`<div style="display:flex;flex-wrap:wrap;gap:4px 24px;margin:8px 0">
    ${side(left)}${side(right)}
  </div>`;
}

/**
 * An output in the forms that every reader knows, and in a richer one where there is one. The
 * classes keep MathJax away: two amounts of money, `$20 … $30`, would become a formula.
 */
export function bundleOf(
  text: string,
  markup: Markup,
  rich: Readonly<Record<string, unknown>> = {}
): Bundle {
  const page = html`<div class="mathjax_ignore tex2jax_ignore">${markup}</div>`;
  return { ...rich, 'text/html': page.text, 'text/plain': printable(text) };
}

/** Lines without those that have nothing to say. */
export function textOf(lines: readonly (string | undefined)[]): string {
  return lines.filter(line => line !== undefined).join('\n');
}

/** A label and its text on one line; nothing when that is empty. */
export function textLine(name: string, text: string | undefined): string | undefined {
  return text?.trim() ? `${name}: ${text.replace(/\s+/g, ' ').trim()}` : undefined;
}
