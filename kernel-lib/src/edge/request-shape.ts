import { z } from 'zod';

const chatParameters = [
  ...(['temperature', 'seed', 'max_tokens', 'max_completion_tokens'] as const),
  ...(['response_format', 'reasoning_effort'] as const)
];
const trainingParameters = ['seed', 'suffix', 'hyperparameters', 'validation_file'] as const;

// Fields of the profile, or what a reply's reader depends on.
const fixed = ['model', 'messages', 'stream', 'n', 'temperature', 'max_tokens', 'seed'];
const fixedOfTraining = ['model', 'training_file', 'validation_file', 'hyperparameters'];

/** How the bodies of requests differ from OpenAI's, for servers that accept only other ones. */
export interface RequestShape {
  /** Parameters that are never sent. */
  readonly omitParameters?: readonly string[] | undefined;
  /** Parameters that are sent under another name. */
  readonly renameParameters?: Readonly<Record<string, string>> | undefined;
  /** Fields that are added to every body. */
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
}

/** The fields of a profile that shape the body of a chat. */
export const chatShape = shapeFields(chatParameters, fixed);
/** The fields of a profile that shape the body of a training job. */
export const TrainingShape = z.strictObject(shapeFields(trainingParameters, fixedOfTraining));

function shapeFields<Name extends string>(names: readonly Name[], taken: readonly string[]) {
  const isFree = (name: string) => !taken.includes(name);
  const added = z
    .string()
    .regex(/^\w[\w.-]*$/)
    .refine(isFree, 'a parameter that is set already');
  return {
    omitParameters: z.array(z.enum(names)).min(1).optional(),
    renameParameters: z.partialRecord(z.enum(names), added).optional(),
    extraBody: z.record(added, z.unknown()).optional()
  };
}

/** A body as its server expects it; the body itself where nothing differs. */
export function shapedBody<Body extends object>(body: Body, shape: RequestShape): Body {
  const { omitParameters, renameParameters, extraBody } = shape;
  if (!omitParameters && !renameParameters && !extraBody) return body;
  const kept = Object.entries(body)
    .filter(([name]) => !omitParameters?.includes(name))
    .map(([name, value]) => [renameParameters?.[name] ?? name, value as unknown]);
  return { ...Object.fromEntries(kept), ...extraBody } as Body; // the server's words, not OpenAI's
}

/** What of a shape is given, for records of how a model was asked; `undefined` for none. */
export function givenShape(shape: RequestShape): RequestShape | undefined {
  const { omitParameters, renameParameters, extraBody } = shape;
  if (!omitParameters && !renameParameters && !extraBody) return undefined;
  return {
    ...(omitParameters && { omitParameters: [...omitParameters].sort() }),
    ...(renameParameters && { renameParameters }),
    ...(extraBody && { extraBody })
  };
}
