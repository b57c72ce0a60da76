import { UsageError } from './fail';

/** A prompt with named slots in braces, e.g. `{history}`; other braces are plain text. */
export interface Template<Slot extends string> {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/**
 * A user's own wording of a template.
 *
 * Throws: UsageError when a slot of the original is missing; the models would not see that part.
 */
export function replacedTemplate<Slot extends string>(
  name: string,
  original: Template<Slot>,
  text: string
): Template<Slot> {
  const missing = original.slots.filter(slot => !text.includes(`{${slot}}`));
  if (missing.length > 0) {
    throw new UsageError('base/template', {
      expected: `the slots ${original.slots.map(slot => `{${slot}}`).join(' ')} in the ${name} prompt`,
      got: `a text without ${missing.map(slot => `{${slot}}`).join(' ')}`,
      todo: 'Add the missing slots to your file; their place is free.'
    });
  }
  return { text, slots: original.slots };
}

/** The template's text with its slots filled; what a slot's value says is never filled again. */
export function filled<Slot extends string>(
  template: Template<Slot>,
  values: Readonly<Record<Slot, string>>
): string {
  return piecesOf(template, values).join('');
}

/** The same text in pieces, cut at the slots, so that repeated pieces can be stored once. */
export function piecesOf<Slot extends string>(
  template: Template<Slot>,
  values: Readonly<Record<Slot, string>>
): string[] {
  const slot = new RegExp(`\\{(${template.slots.join('|')})\\}`);
  return template.text.split(slot).map((part, i) => (i % 2 === 0 ? part : values[part as Slot]));
}
