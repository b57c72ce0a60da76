import { attemptKind, type Attempt } from '../../base/chat';
import { html, type Markup } from '../../base/escape';
import { relationshipText } from '../../task/schema';
import {
  endingText,
  transcriptMime,
  type OpenTurn,
  type Person,
  type Transcript
} from '../../transcript/schema';
import {
  block,
  bundleOf,
  folded,
  letter,
  look,
  rehearsalLine,
  rehearsalMark,
  sideBySide,
  textLine,
  textOf
} from './look';
import type { Bundle } from './show';

type Seat = 0 | 1;

/** An episode as an output: the conversation as a chat, with the two people above it. */
export function episodeBundle(talk: Transcript): Bundle {
  return bundleOf(episodeText(talk), episodeMarkup(talk), { [transcriptMime]: talk });
}

function episodeMarkup(talk: Transcript): Markup {
  const { task, seats, rehearsal } = talk;
  const person = (seat: Seat) => personMarkup(seats[seat], seat, modelOf(talk, seat));
  return block(
    html`${rehearsalMark(rehearsal)}
      <div style="${look.muted}">${task.codename} · ${relationshipText[task.relationship]}</div>
      <p dir="auto" style="margin:4px 0 8px;font-size:108%">${task.scenario}</p>
      ${sideBySide(person(0), person(1))}
      <hr style="border:0;border-top:${look.hairline};margin:8px 0" />
      ${talk.turns.map((turn, i) => turnMarkup(turn, i + 1, seats[turn.seat]))}
      <p style="margin:12px 0 4px;border-top:${look.hairline};padding-top:6px">
        ${endingText(talk)}
      </p>`
  );
}

/** Who played a seat: a model by its name, or a person; nothing for a blind reader. */
export function modelOf(talk: Transcript, seat: Seat): string | undefined {
  if (talk.blind) return undefined;
  return talk.human === seat ? 'a person' : talk.models[seat];
}

/** One of the two people, with the three folded texts. */
export function personMarkup(person: Person, seat: Seat, model: string | undefined): Markup {
  const { name, age, occupation, pronouns, background, goal, secret } = person;
  const facts = [age, occupation, pronouns, model].filter(fact => fact !== undefined);
  return html`${letter(name, seat)} <b><bdi>${name}</bdi></b>
    <div style="${look.muted}">${facts.join(' · ')}</div>
    ${folded('Background', background)}${folded('Goal', goal)}${folded('Secret', secret)}`;
}

/** One turn, in the form of its kind, on the side of its speaker. */
export function turnMarkup(
  turn: OpenTurn,
  number: number,
  { shortName }: Pick<Person, 'shortName'>
): Markup {
  const side = turn.seat === 0 ? 'margin:8px 18% 8px 0' : 'margin:8px 0 8px 18%';
  const details = html`${attemptsMarkup(turn)}${thoughtsMarkup(turn)}`;
  if (!('text' in turn)) {
    const [rule, words] =
      turn.kind === 'leave'
        ? [look.solid, 'left the conversation']
        : [look.dotted, turn.invalid ? silentByRule : 'stayed silent'];
    return html`<div style="${side};${look.muted};border-top:${rule};padding-top:2px">
        ${number} · ${shortName} ${words}
      </div>
      ${details}`;
  }
  return html`<div style="${side}">
    <div style="${look.muted}">
      ${number} · ${letter(shortName, turn.seat)} <b><bdi>${shortName}</bdi></b
      >${wordOf(turn)}
    </div>
    <p dir="auto" style="margin:0;${formOf(turn)}">${turn.text}</p>
    ${details}
  </div>`;
}

const silentByRule = 'silent by rule: no reply was an action';

type Visible = Extract<OpenTurn, { text: string }>;

function wordOf({ kind }: Visible): string {
  const words = { speak: '', 'non-verbal communication': ' · gesture', action: ' · action' };
  return words[kind];
}

/** The shape says the kind: a bubble, a slanted line with a dotted rule, a box with a solid one. */
function formOf({ kind, seat }: Visible): string {
  switch (kind) {
    case 'speak':
      return seat === 0
        ? `display:inline-block;padding:6px 12px;border:1px solid transparent;border-radius:3px 12px 12px 12px;background:${look.tint}`
        : `display:inline-block;padding:6px 12px;border:${look.line};border-radius:12px 3px 12px 12px`;
    case 'non-verbal communication':
      return `padding:2px 0 2px 10px;border-inline-start:${look.dotted};font-style:italic`;
    case 'action':
      return `padding:4px 10px;border-inline-start:${look.solid};background:${look.shade}`;
    default:
      return kind satisfies never;
  }
}

function attemptsMarkup({ attempts }: OpenTurn): Markup | undefined {
  if (!attempts || attempts.length === 0) return undefined;
  const items = attempts.map(
    ({ reply, reason }) =>
      html`<li>
        ${reason}
        <pre dir="ltr" style="white-space:pre-wrap;margin:2px 0">${reply}</pre>
      </li>`
  );
  return html`<details style="${look.muted}">
    <summary style="cursor:pointer">${markOf(attempts)}</summary>
    <ol style="margin:2px 0">
      ${items}
    </ol>
  </details>`;
}

function thoughtsMarkup({ thoughts }: OpenTurn): Markup | undefined {
  if (!thoughts) return undefined;
  return html`<details style="${look.muted}">
    <summary style="cursor:pointer">Thoughts</summary>
    <p dir="auto" style="white-space:pre-wrap;margin:2px 0">${thoughts}</p>
  </details>`;
}

function markOf(attempts: readonly Attempt[]): string {
  const repaired = attempts.every(attempt => attemptKind(attempt) === 'repaired');
  return repaired ? 'repaired reply' : 'failed calls before it';
}

function episodeText(talk: Transcript): string {
  const { task, seats, rehearsal, turns } = talk;
  return textOf([
    ...rehearsalLine(rehearsal),
    textLine('Scenario', task.scenario),
    ...([0, 1] as const).flatMap(seat => personLines(seats[seat], modelOf(talk, seat))),
    '',
    ...turns.map((turn, i) => turnLine(turn, i + 1, seats[turn.seat])),
    '',
    endingText(talk)
  ]);
}

/** One of the two people as lines of text. */
export function personLines(person: Person, model: string | undefined): (string | undefined)[] {
  const { name, age, occupation, goal, secret } = person;
  const facts = [String(age), occupation, model].filter(fact => fact !== undefined);
  return [
    `${name} (${facts.join(', ')})`,
    textLine('  Goal', goal),
    secret === undefined ? undefined : textLine('  Secret', secret)
  ];
}

/** One turn as a line of text. */
export function turnLine(turn: OpenTurn, number: number, { shortName }: Person): string {
  const place = `${String(number).padStart(2)}  ${shortName}`;
  switch (turn.kind) {
    case 'speak':
      return `${place}: ${turn.text}`;
    case 'non-verbal communication':
      return `${place} [gesture] ${turn.text}`;
    case 'action':
      return `${place} [action] ${turn.text}`;
    case 'none':
      return `${place} ${turn.invalid ? `is ${silentByRule}` : 'stays silent'}`;
    case 'leave':
      return `${place} leaves`;
    default:
      return turn satisfies never;
  }
}
