import { z } from 'zod';

const said = z.string().regex(/\S/, 'must say something');
const adult = z.number().int().min(18).max(120);

/** Relationships in the order of their published numbers, 0 to 5. Source: Sotopia, RelationshipType. */
export const relationshipKinds = [
  'stranger',
  'know_by_name',
  'acquaintance',
  'friend',
  'romantic_relationship',
  'family_member'
] as const;
export const RelationshipKind = z.enum(relationshipKinds);
export type RelationshipKind = z.infer<typeof RelationshipKind>;

/** How two people stand to each other, in words. */
export const relationshipText: Readonly<Record<RelationshipKind, string>> = {
  stranger: 'strangers',
  know_by_name: 'people who know each other by name only',
  acquaintance: 'acquaintances',
  friend: 'friends',
  romantic_relationship: 'romantic partners',
  family_member: 'family members'
};

/** A relationship by its published number, as a number or a digit, or by its name; anything else as it is. */
export function relationshipOf(value: unknown): unknown {
  if (typeof value === 'number') return relationshipKinds[value] ?? value;
  if (typeof value !== 'string') return value;
  const text = value.trim().toLowerCase();
  if (/^\d$/.test(text)) return relationshipKinds[Number(text)] ?? value;
  return RelationshipKind.safeParse(text.replace(/[\s-]+/g, '_')).data ?? value;
}

/** A person who can be cast in a task. Source: Sotopia, AgentProfile. */
export const Character = z.object({
  id: said,
  firstName: said,
  lastName: said,
  age: adult,
  gender: said,
  pronouns: said,
  occupation: said,
  publicInfo: z.string(),
  personality: z.string(),
  secret: z.string()
});
export type Character = z.infer<typeof Character>;

/** A character's full name, which is how others address it in an episode. */
export function fullName(character: Pick<Character, 'firstName' | 'lastName'>): string {
  return `${character.firstName} ${character.lastName}`;
}

/** Two characters, in order (the first plays agent 1), and what they are to each other. */
export const Relationship = z
  .object({
    id: said,
    characters: z.tuple([said, said]),
    kind: RelationshipKind,
    story: z.string()
  })
  .refine(({ characters: [a, b] }) => a !== b, 'a character has no relationship with itself');
export type Relationship = z.infer<typeof Relationship>;

/** An age range in years, both ends included. */
export const AgeRange = z
  .tuple([adult, adult])
  .refine(([low, high]) => low <= high, 'a range starts with its lower end');

/** The range that stands for "any age" in published data; casting does not check it. */
export const anyAge: readonly [number, number] = [18, 70];

/**
 * A social task: an occasion and two private goals. In both texts "Agent 1" and "Agent 2"
 * stand for whoever plays them.
 *
 * Source: Sotopia, EnvironmentProfile.
 */
export const Task = z.object({
  id: said,
  codename: said,
  /** The corpus its idea comes from, `hand-written`, or what its publisher says, e.g. `craigslist_bargains`. */
  source: said,
  scenario: said,
  goals: z.tuple([said, said]),
  relationship: RelationshipKind,
  ages: z.tuple([AgeRange, AgeRange]),
  /** Occupations each seat may have; an empty list means any. */
  occupations: z.tuple([z.array(said), z.array(said)]),
  /** Whether it belongs to the hard tasks that the paper's Figure 4 is about. */
  hard: z.boolean(),
  /** The inspiration it was written from and the model that wrote it, unless a person did. */
  inspiration: z.string().optional(),
  writer: z.string().optional()
});
export type Task = z.infer<typeof Task>;

/** A task in its published fields. Source: Sotopia, EnvironmentProfile. */
export interface PublishedTask {
  readonly codename: string;
  readonly source: string;
  readonly scenario: string;
  readonly agent_goals: readonly string[];
  readonly relationship: number;
  readonly age_constraint: string;
  readonly occupation_constraint: string;
}

/** A task as it was published and as a writer is to write it. */
export function toProfile(task: Task): PublishedTask {
  const { codename, source, scenario, goals, relationship, ages, occupations } = task;
  return {
    codename,
    source,
    scenario,
    agent_goals: goals,
    relationship: relationshipKinds.indexOf(relationship),
    age_constraint: `[${ages.map(([low, high]) => `(${low}, ${high})`).join(', ')}]`,
    occupation_constraint: JSON.stringify(occupations).replaceAll('],[', '], [')
  };
}

/** Who plays a task: characters in seat order, chosen through one relationship. */
export const Casting = z.object({
  id: said,
  task: said,
  relationship: said,
  characters: z.tuple([said, said])
});
export type Casting = z.infer<typeof Casting>;
