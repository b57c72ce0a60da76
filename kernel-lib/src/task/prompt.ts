import type { Message } from '../base/chat';
import { filled, type Template } from '../base/template';
import type { Inspiration } from '../inspiration/schema';
import { relationshipKinds, relationshipText, toProfile, type Task } from './schema';

const writerSlots = ['example', 'inspiration', 'format'] as const;
export type WriterSlot = (typeof writerSlots)[number];

/** How a model is asked for a task. Source of the structure: Sotopia-π, section 3 and Figure 3. */
export const writerTemplate: Template<WriterSlot> = {
  slots: writerSlots,
  text: `Write a new social task for two people: an occasion on which they meet, and what each of them privately wants from it.
This task shows the manner and the form:
{example}

Be inventive about place, people and matter, but let your task grow out of this inspiration:
Inspiration: {inspiration}

The two goals must touch in one point about which the two do not agree at first and which they have to settle between them.
{format}`
};

const relationshipList = relationshipKinds
  .map((kind, number) => `${number} (${relationshipText[kind]})`)
  .join(', ');

const format = `Reply with one JSON object and nothing else, with these fields:
"codename": a short name for the task, words joined by underscores;
"source": where the idea comes from, in a few words;
"scenario": the place and the occasion, what the two are to each other, and why one turns to the other. Write "Agent 1" and "Agent 2", never names, occupations or words that tell a gender; nobody is under 18 or over 70;
"agent_goals": a list of two texts, the goal of Agent 1 and the goal of Agent 2. What only its owner should know may stand in <extra_info>…</extra_info>, what the goal means in <clarification_hint>…</clarification_hint>, how it may be reached, in general terms, in <strategy_hint>…</strategy_hint>;
"relationship": a number: ${relationshipList};
"age_constraint": a text with the lowest and the highest age of each, such as "[(18, 70), (18, 70)]" for any age;
"occupation_constraint": a text with the occupations that each may have, "[[], []]" for any.`;

/**
 * The messages that ask for a task written from an inspiration, after the manner of an example.
 *
 * Source: Sotopia, agenerate_env_profile.
 */
export function writerPrompt(
  inspiration: Inspiration,
  example: Task,
  template: Template<WriterSlot> = writerTemplate
): Message[] {
  const text = inspiration.text.replace(/\s+/g, ' ').trim();
  const values = { example: JSON.stringify(toProfile(example)), inspiration: text, format };
  return [{ role: 'user', content: filled(template, values) }];
}
