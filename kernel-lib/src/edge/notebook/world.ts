import { html } from '../../base/escape';
import type { Inspiration } from '../../inspiration/schema';
import type { Row } from '../../sft/schema';
import { fullName, relationshipText, type Character, type Task } from '../../task/schema';
import {
  block,
  bundleOf,
  folded,
  labelled,
  letter,
  look,
  rehearsalLine,
  rehearsalMark,
  sideBySide,
  textLine,
  textOf
} from './look';
import type { Bundle } from './show';

/** An inspiration as an output. */
export function inspirationBundle({ text, source }: Inspiration): Bundle {
  const markup = html`<p dir="auto" style="margin:4px 0;font-size:108%">${text}</p>
    <div style="${look.muted}">from ${source}</div>`;
  return bundleOf(textOf([text, `(from ${source})`]), block(markup));
}

/** A task as an output: the scene, and both goals side by side. */
export function taskBundle(task: Task, rehearsal: boolean): Bundle {
  const facts = factsOf(task).join(' · ');
  const goal = (seat: 0 | 1) =>
    html`${letter(String(seat + 1), seat)} <b>Agent ${seat + 1}</b>
      <div dir="auto">${task.goals[seat]}</div>`;
  const markup = html`${rehearsalMark(rehearsal)}
    <div style="${look.muted}">${facts}</div>
    <p dir="auto" style="margin:4px 0 8px;font-size:108%">${task.scenario}</p>
    ${sideBySide(goal(0), goal(1))}`;
  const text = textOf([
    ...rehearsalLine(rehearsal),
    facts,
    textLine('Scenario', task.scenario),
    textLine('Goal of Agent 1', task.goals[0]),
    textLine('Goal of Agent 2', task.goals[1])
  ]);
  return bundleOf(text, block(markup));
}

function factsOf({ codename, relationship, source, writer, hard }: Task): string[] {
  return [
    codename,
    relationshipText[relationship],
    source === 'hand-written' ? 'hand-written' : `from ${source}`,
    ...(writer === undefined ? [] : [`written by ${writer}`]),
    ...(hard ? ['hard'] : [])
  ];
}

/** A character as an output. */
export function characterBundle(character: Character): Bundle {
  const { age, gender, pronouns, occupation, publicInfo, personality, secret } = character;
  const name = fullName(character);
  const facts = [age, gender.toLowerCase(), pronouns, occupation].join(' · ');
  const markup = html`${letter(name, 0)} <b><bdi>${name}</bdi></b>
    <div style="${look.muted}">${facts}</div>
    ${labelled('Known to others:', publicInfo)}${labelled('Personality:', personality)}${folded('Secret', secret)}`;
  const text = textOf([
    `${name} · ${facts}`,
    textLine('Known to others', publicInfo),
    textLine('Personality', personality),
    textLine('Secret', secret)
  ]);
  return bundleOf(text, block(markup));
}

/** A training row as an output: what the model reads, and what it learns to answer. */
export function rowBundle({ prompt, completion, tag, turn }: Row, rehearsal: boolean): Bundle {
  const pre = `white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;margin:2px 0 8px;padding:8px;border:${look.hairline};background:transparent`;
  const markup = html`${rehearsalMark(rehearsal)}
    <div style="${look.muted}">${tag} · turn ${turn + 1}</div>
    <b>Prompt</b>
    <pre dir="auto" style="${pre};max-height:16em;overflow:auto">${prompt}</pre>
    <b>Completion</b>
    <pre dir="auto" style="${pre}">${completion}</pre>`;
  const text = [...rehearsalLine(rehearsal), 'Prompt:', prompt, '', 'Completion:', completion];
  return bundleOf(textOf(text), block(markup));
}
