import { html } from '../../base/escape';
import { isMarkedSimulated } from '../../base/simulated';
import { bundleOf, rehearsalLine, rehearsalMark, textOf } from '../../edge/notebook/look';
import { gridOf, tableMarkup, tableText } from '../../edge/notebook/table';
import type { Bundle } from '../../edge/notebook/show';
import type { RunDifference } from '../diff';

/** What differs between two runs as an output: one table of what went in, one of the scores. */
export function differenceBundle({ first, second, inputs, scores }: RunDifference): Bundle {
  const went = gridOf(inputs, `What differs: ${first} and ${second}`);
  const scored = gridOf(scores, `Scores: ${second} minus ${first}, game by game`);
  const rehearsal = isMarkedSimulated(scores);
  const markup = html`${rehearsalMark(rehearsal)}${tableMarkup(went)}${tableMarkup(scored)}`;
  const text = textOf([...rehearsalLine(rehearsal), tableText(went), '', tableText(scored)]);
  return bundleOf(text, markup);
}
