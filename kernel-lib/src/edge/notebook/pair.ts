import { html, type Markup } from '../../base/escape';
import { relationshipText } from '../../task/schema';
import { endingText, pairMime, type Pair, type Transcript } from '../../transcript/schema';
import { modelOf, personLines, personMarkup, turnLine, turnMarkup } from './episode';
import {
  block,
  bundleOf,
  look,
  rehearsalLine,
  rehearsalMark,
  sideBySide,
  textLine,
  textOf
} from './look';
import type { Bundle } from './show';

const names = ['A', 'B'] as const;

/** Two episodes of one task as an output: turn beside turn, with the people above them. */
export function pairBundle(pair: Pair): Bundle {
  return bundleOf(pairText(pair), pairMarkup(pair), { [pairMime]: pair });
}

function pairMarkup({ episodes }: Pair): Markup {
  const [{ task, rehearsal }] = episodes;
  return html`${block(
      html`${rehearsalMark(rehearsal)}
        <div style="${look.muted}">
          ${task.codename} · ${relationshipText[task.relationship]} · two episodes, turn beside turn
        </div>
        ${scenariosOf(episodes).map(
          text => html`<p dir="auto" style="margin:4px 0 8px;font-size:108%">${text}</p>`
        )}`
    )}
    <div style="overflow-x:auto">
      <table style="width:100%;max-width:72em;table-layout:fixed;border-collapse:collapse">
        <thead>
          <tr>
            ${episodes.map(headMarkup)}
          </tr>
        </thead>
        <tbody>
          ${rowsOf(episodes).map(
            cells =>
              html`<tr style="background:transparent">
                ${cells.map(cell => html`<td style="${cellStyle}">${cell}</td>`)}
              </tr>`
          )}
          <tr style="background:transparent">
            ${episodes.map(talk => html`<td style="${cellStyle}">${endingText(talk)}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>`;
}

/** The scenario, or both where they call other people by name. */
function scenariosOf([a, b]: Pair['episodes']): string[] {
  const [first, second] = [a.task.scenario, b.task.scenario];
  return first === second ? [first] : [`A: ${first}`, `B: ${second}`];
}

const cellStyle = `width:50%;vertical-align:top;text-align:left;white-space:normal;padding:2px 10px;border:0;border-bottom:${look.hairline}`;

function headMarkup(talk: Transcript, i: number): Markup {
  const person = (seat: 0 | 1) => personMarkup(talk.seats[seat], seat, modelOf(talk, seat));
  return html`<th scope="col" style="${cellStyle};font-weight:normal">
    <b>${names[i]}</b> · ${talk.turns.length} turns ${sideBySide(person(0), person(1))}
  </th>`;
}

/** The turns of both, line by line; the shorter one is empty at its end. */
function rowsOf(episodes: Pair['episodes']): (Markup | undefined)[][] {
  const length = Math.max(...episodes.map(({ turns }) => turns.length));
  return Array.from({ length }, (_, i) =>
    episodes.map(({ turns, seats }) => {
      const turn = turns[i];
      return turn && turnMarkup(turn, i + 1, seats[turn.seat]);
    })
  );
}

function pairText({ episodes }: Pair): string {
  const [{ rehearsal, turns }, { turns: others }] = episodes;
  const length = Math.max(turns.length, others.length);
  const people = episodes.flatMap((talk, i) => [
    `${names[i]}:`,
    ...([0, 1] as const).flatMap(seat => personLines(talk.seats[seat], modelOf(talk, seat)))
  ]);
  const lines = Array.from({ length }, (_, i) =>
    episodes.flatMap((talk, side) => {
      const turn = talk.turns[i];
      return turn ? [`${names[side]} ${turnLine(turn, i + 1, talk.seats[turn.seat])}`] : [];
    })
  );
  return textOf([
    ...rehearsalLine(rehearsal),
    ...scenariosOf(episodes).map(text => textLine('Scenario', text)),
    ...people,
    '',
    ...lines.flat(),
    '',
    ...episodes.map((talk, i) => `${names[i]}: ${endingText(talk)}`)
  ]);
}
