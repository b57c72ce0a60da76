import { html } from '../../base/escape';
import {
  block,
  bundleOf,
  look,
  rehearsalLine,
  rehearsalMark,
  textOf
} from '../../edge/notebook/look';
import type { Bundle } from '../../edge/notebook/show';
import type { ImportedEpisode } from '../../interop/schema';
import { importedText } from '../../interop/text';
import { isSimulated } from '../../transcript/payload';

/**
 * An imported episode as an output, however many take part and whoever hears what: its text, and
 * unless the reader is blind, its models. No secret is in it but what was said.
 */
export function importedBundle(
  episode: ImportedEpisode,
  { blind }: { readonly blind: boolean }
): Bundle {
  const { id, models } = episode;
  const isOfSimulated = models.some(isSimulated);
  const head = [id, ...(blind ? [] : [models.join(', ')])].filter(part => part !== '').join(' · ');
  const text = importedText(episode);
  const lines = text
    .split('\n')
    .map(line => html`<div dir="auto" style="white-space:pre-wrap">${line}</div>`);
  const markup = html`${rehearsalMark(isOfSimulated)}
    <div style="${look.muted}">${head}</div>
    ${lines}`;
  return bundleOf(textOf([...rehearsalLine(isOfSimulated), head, text]), block(markup));
}
