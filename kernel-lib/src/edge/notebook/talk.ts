import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { html, type Markup } from '../../base/escape';
import { relationshipText } from '../../task/schema';
import { talkMime, type LiveTalk } from '../../transcript/schema';
import { turnMarkup } from './episode';
import { block, bundleOf, folded, letter, look, rehearsalMark, sideBySide } from './look';
import { cellHere, type Bundle, type Cell } from './show';

/** Shows a talk as it is now, with its text for readers who know no other form. */
export interface TalkView {
  /** Says whether there is a notebook to show it in. */
  readonly show: (talk: LiveTalk, text: string) => boolean;
  /** Runs a step that an output asked for: the talk stays where it is shown. */
  readonly inPlace: <T>(step: () => Promise<T>) => Promise<T>;
}

/**
 * Shows a talk once: under the cell that ran last. Where it was shown before, a line says that it
 * goes on below. A step that the output itself asked for changes the output in place.
 */
export function talkView(here: () => Cell | undefined = cellHere): TalkView {
  let shown: { cell: Cell; readonly id: string } | undefined;
  let staysInPlace = false;

  function show(talk: LiveTalk, text: string): boolean {
    const cell = here();
    if (!cell) return false;
    if (shown && (staysInPlace || shown.cell === cell)) {
      write(cell, shown.id, talkBundle(talk, text), true);
      return true;
    }
    if (shown) write(cell, shown.id, movedBundle(), true);
    shown = { cell, id: randomUUID() };
    write(cell, shown.id, talkBundle(talk, text), false);
    return true;
  }

  async function inPlace<T>(step: () => Promise<T>): Promise<T> {
    staysInPlace = true;
    try {
      return await step();
    } finally {
      staysInPlace = false;
    }
  }

  return { show, inPlace };
}

function write(cell: Cell, id: string, data: Bundle, isUpdate: boolean): void {
  cell({ data, metadata: {}, transient: { display_id: id } }, isUpdate);
}

/** The id under which a Jupyter server knows this kernel: its connection file is named after it. */
export function kernelId(argv: readonly string[] = process.argv): string | undefined {
  const file = argv
    .map(each => basename(each))
    .find(each => /^kernel-[0-9a-f-]{36}\.json$/.test(each));
  return file?.slice('kernel-'.length, -'.json'.length);
}

function movedBundle(): Bundle {
  const text = 'The talk goes on below.';
  return bundleOf(text, block(html`<div style="${look.muted}">${text}</div>`));
}

/** A talk as an output: the two people, the turns as bubbles, and how to go on. */
function talkBundle(talk: LiveTalk, text: string): Bundle {
  const { task, seats, turns, rehearsal } = talk;
  const markup = html`${rehearsalMark(rehearsal)}
    <div style="${look.muted}">${task.codename} · ${relationshipText[task.relationship]}</div>
    <p dir="auto" style="margin:4px 0 8px;font-size:108%">${task.scenario}</p>
    ${sideBySide(personMarkup(talk, 0), personMarkup(talk, 1))}
    <hr style="border:0;border-top:${look.hairline};margin:8px 0" />
    ${turns.map((turn, i) => turnMarkup(turn, i + 1, seats[turn.seat]))}
    <p style="${look.muted}">${talk.problem ?? ''} ${standing(talk)}</p>`;
  return bundleOf(`${text}\n${standing(talk)}`, block(markup), { [talkMime]: talk });
}

function personMarkup({ seats, you }: LiveTalk, seat: 0 | 1): Markup {
  const { name, background, goal, secret } = seats[seat];
  return html`${letter(name, seat)} <b><bdi>${name}</bdi></b
    >${seat === you ? ' (you)' : ''}
    ${folded('Background', background)}${folded('Goal', goal)}${folded('Secret', secret)}`;
}

function standing({ ending, next, you, isAsking, seats }: LiveTalk): string {
  if (ending) return `The talk is over: ${ending}. pi.show(talk.episode) shows all of it.`;
  const { shortName } = seats[next];
  if (next !== you)
    return isAsking ? `${shortName} thinks …` : `${shortName} is next: await talk.listen()`;
  return `You are next, as ${shortName}: await talk.say('…'), or act, gesture, wait, leave.`;
}
