import { z } from 'zod';
import { Ending, Seat } from '../episode/schema';
import { RelationshipKind } from '../task/schema';

/** Under which MIME type a notebook output carries a talk between a person and a model. */
export const talkMime = 'application/vnd.sotopia.talk.v1+json';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID');

/** One of the two characters, as far as the person who plays may know. */
const TalkPerson = z.strictObject({
  name: z.string(),
  shortName: z.string(),
  background: z.string(),
  /** Only of the character that the person plays. */
  goal: z.string().optional(),
  secret: z.string().optional()
});

const TalkTurn = z.union([
  z.strictObject({
    seat: Seat,
    kind: z.enum(['speak', 'non-verbal communication', 'action']),
    text: z.string()
  }),
  z.strictObject({ seat: Seat, kind: z.enum(['none', 'leave']) })
]);

/** A talk between a person and a model as the person sees it: nothing that the other hides. */
export const LiveTalk = z.strictObject({
  version: z.literal(1),
  /** Where the talk can go on: the server's id of the kernel, and the talk's id in that kernel. */
  live: z.strictObject({ kernel: uuid, talk: uuid }).optional(),
  rehearsal: z.boolean(),
  task: z.strictObject({
    codename: z.string(),
    scenario: z.string(),
    relationship: RelationshipKind
  }),
  seats: z.tuple([TalkPerson, TalkPerson]),
  /** The seat that the person plays. */
  you: Seat,
  turns: z.array(TalkTurn),
  /** Whose turn it is; the other's model is asked meanwhile where `isAsking`. */
  next: Seat,
  isAsking: z.boolean(),
  /** Why the last step failed, as a sentence. */
  problem: z.string().optional(),
  ending: Ending.optional()
});
export type LiveTalk = z.infer<typeof LiveTalk>;

/** The steps that a person can take in a talk. */
export const talkSteps = ['say', 'act', 'gesture', 'wait', 'leave', 'listen'] as const;
export type TalkStep = (typeof talkSteps)[number];

/** The name of the function in a kernel that takes a step of a talk: id, step and words. */
export const talkEntry = 'sotopia-pi.talk';
