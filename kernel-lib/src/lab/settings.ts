import { z } from 'zod';
import { UsageError } from '../base/fail';
import { digest } from '../base/id';
import { Recipe } from '../model/schema';
import { Rule } from '../selection/schema';

/** Everything that a run's results depend on and a user can choose. How fast it runs is not here. */
export const Settings = z.strictObject({
  /** A profile: a shipped one's name or a file's path. */
  models: z.string(),
  seed: z.number().int(),
  /** New tasks for each of the two training rounds, and character pairs for each task. */
  tasks: z.number().int().positive(),
  pairs: z.number().int().positive(),
  /** How the trained models are tried: on which tasks, by how many pairs, how many times. */
  evaluationTasks: z.enum(['hard', 'all']),
  /** The name of an imported task set to try them on instead, with the imported people. */
  taskSet: z.string().optional(),
  evaluationPairs: z.number().int().positive(),
  repeats: z.number().int().positive(),
  /** A corpus file to draw inspirations from, instead of the three shipped samples. */
  inspirations: z.string().optional(),
  rules: z.enum(['clean', 'published']),
  occupations: z.boolean(),
  bcRule: Rule,
  srRule: Rule,
  recipe: Recipe,
  /** Files that replace the wording of a prompt. */
  prompts: z.strictObject({
    agent: z.string().optional(),
    judge: z.string().optional(),
    writer: z.string().optional()
  }),
  maxAttempts: z.number().int().positive(),
  /** As published: no reply that is an action counts as silence. Absent, the episode waits. */
  invalidReplies: z.literal('silence').optional()
});
export type Settings = z.infer<typeof Settings>;

/**
 * The main job at a scale that takes well under a minute on two cores.
 * Source of the rules: the paper, B.2; of its own scale (100 tasks, 10 pairs): §4.
 */
export const defaultSettings: Settings = {
  models: 'rehearsal',
  seed: 1,
  tasks: 20,
  pairs: 10,
  evaluationTasks: 'hard',
  evaluationPairs: 5,
  repeats: 3,
  rules: 'clean',
  occupations: false,
  bcRule: { name: 'bc', top: 2 },
  srRule: { name: 'sr', share: 0.2 },
  recipe: { epochs: 10, learningRate: 0.3, batchSize: 16, seed: 0, validationShare: 0.1 },
  prompts: {},
  maxAttempts: 5
};

/**
 * The settings of a new run: what is asked for, else the defaults.
 *
 * Throws: UsageError [lab/settings] for a setting that there is not, or a value that it cannot have
 */
export function fullSettings(asked: Partial<Settings>): Settings {
  const read = Settings.safeParse({ ...defaultSettings, ...asked });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError('lab/settings', {
    expected: `settings of a run${issue!.path.length > 0 ? `, ${issue!.path.join('.')} among them` : ''}`,
    got: issue!.message,
    todo: `There are ${Object.keys(Settings.shape).join(', ')}.`,
    cause: read.error
  });
}

/** Which tasks models are tried on, as a sentence goes on after "on". */
export function scopeOf({ taskSet, evaluationTasks }: Settings): string {
  if (taskSet !== undefined) return `the tasks of ${taskSet}`;
  return evaluationTasks === 'hard' ? 'the hard tasks' : 'all tasks';
}

/** The name of a run's folder: its scale in words, and a few digits for everything else. */
export function folderName(settings: Settings): string {
  const { models, seed, tasks, pairs, repeats, ...rest } = settings;
  const name = models.replace(/^.*[\\/]|\.json$/g, '').replace(/[^a-z0-9]+/gi, '-');
  return `${name}-${tasks}x${pairs}-repeats${repeats}-seed${seed}-${digest(rest).slice(0, 6)}`;
}
