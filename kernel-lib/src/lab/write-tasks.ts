import { UsageError, messageOf } from '../base/fail';
import { digest, idOf } from '../base/id';
import { pick, randomFrom, seedFrom } from '../base/random';
import { drawInspirations } from '../inspiration/sample';
import { castTask } from '../task/cast';
import { writeTask } from '../task/generate';
import { relationshipKinds, type Casting, type Task } from '../task/schema';
import { importedInspirations } from './import/imported-world';
import { evaluationTasksOf } from './plan';
import type { Run } from './run';
import { inspirationsFileFor } from './input-paths';
import { checkServers } from './servers';
import { runStage, type Item, type StageReport } from './stage';
import { tables, type RoundInspiration, type RoundTask } from './tables';
import { poolFrom, readCorpora, type CorpusReport } from './world';

const rounds = ['first', 'second'] as const;

/**
 * Writes the tasks of both training rounds, each from an inspiration of its own, sets the evaluation
 * tasks beside them, and casts them all. Source: the paper, B.1; sotopia-pi, generate.
 */
export async function writeTasks(run: Run): Promise<StageReport[]> {
  checkPairs(run);
  await checkServers(run);
  await drawForRounds(run);
  const items = [
    ...run.rows(tables.inspirations).map((row, i) => taskItem(run, row, i)),
    ...given(run)
  ];
  const written = await runStage<RoundTask>(run, {
    stage: 'write tasks',
    table: tables.tasks,
    items
  });
  const cast = castAll(run);
  return [written, cast];
}

/** Makes sure that the shipped people can be cast as often as the settings ask for. */
function checkPairs(run: Run): void {
  const { pairs, evaluationPairs } = run.settings;
  const kinds = run.world.people.relationships.map(({ kind }) => kind);
  const counts = relationshipKinds.map(kind => kinds.filter(each => each === kind).length);
  const most = Math.min(...counts);
  if (pairs <= most && evaluationPairs <= most) return;
  if (run.settings.taskSet !== undefined) throw tooFewImported(run, counts);
  throw new UsageError('lab/write-tasks', {
    expected: `at most ${most} pairs a task, as many as there are of the rarest relationship`,
    got: Math.max(pairs, evaluationPairs),
    todo: 'Lower --pairs or --evaluation-pairs, or add to data/task/relationships.jsonl.'
  });
}

/** Tasks may ask for any relationship, and who was imported may not have all of them. */
function tooFewImported(run: Run, counts: readonly number[]): UsageError {
  const { pairs, evaluationPairs } = run.settings;
  const got = relationshipKinds.map((kind, i) => `${kind} ${counts[i]}`).join(', ');
  return new UsageError('lab/write-tasks', {
    expected: `${Math.max(pairs, evaluationPairs)} pairs of every relationship among the people imported into ${run.folder}`,
    got,
    todo:
      'Import their relationship profiles as well (relationship_profiles.jsonl), lower --pairs and ' +
      '--evaluation-pairs, or import the task set without people to cast the shipped ones.'
  });
}

/** Draws what the tasks are written from, once; a corpus file is read here and nowhere else. */
async function drawForRounds(run: Run): Promise<void> {
  const isDrawn = run.rows(tables.inspirations).length === rounds.length * run.settings.tasks;
  if (isDrawn) return;
  const { inspirations } = run.settings;
  const imported = inspirations === undefined ? importedInspirations(run.folder) : undefined;
  if (imported !== undefined)
    run.options.onNotice('Tasks are written from the inspirations that were imported here.');
  const own = inspirations && inspirationsFileFor(run, inspirations);
  const reports = await readCorpora(own ?? imported);
  for (const report of reports) tellSkipped(run, report);
  const pool = poolFrom(reports);
  const drawn = rounds.flatMap(round => {
    const random = randomFrom('inspirations', run.settings.seed, round);
    return drawInspirations(pool, run.settings.tasks, random).map(row => ({ ...row, round }));
  });
  run.writeRows(tables.inspirations, drawn);
}

const mostShown = 20; // rows of a file that a terminal is spared no more of

function tellSkipped(run: Run, { path, rows, skipped }: CorpusReport): void {
  if (skipped.length === 0) return;
  if (rows === 0) return run.options.onNotice(`${path} is not read: ${skipped[0]?.reason}`);
  run.options.onNotice(`${path}: ${skipped.length} of ${rows} rows skipped`);
  for (const { line, reason } of skipped.slice(0, mostShown)) {
    run.options.onNotice(`  ${path}:${line}: ${reason}`);
  }
  const more = skipped.length - mostShown;
  if (more > 0) run.options.onNotice(`  and ${more} more`);
}

function taskItem(run: Run, inspiration: RoundInspiration, index: number): Item<RoundTask> {
  const { seed, maxAttempts } = run.settings;
  const example = pick(run.world.tasks, randomFrom('example', seed, index));
  const writer = run.models.of('writer');
  const id = idOf('task', {
    inspiration: inspiration.id,
    example: example.id,
    writer: run.file.models.writer,
    prompt: run.prompts.digests.writer,
    seed,
    index
  });
  const { round, ...plain } = inspiration;
  const request = { id, inspiration: plain, example, seed: seedFrom(seed, 'task', index) };
  return {
    id,
    make: async (signal, through) => {
      const options = { template: run.prompts.writer, maxAttempts };
      const outcome = await writeTask(request, through(writer), options, signal);
      const { attempts } = outcome;
      if (outcome.kind === 'skipped') return { missing: outcome.reason, attempts };
      const { task, thoughts } = outcome;
      const kept = { ...(attempts.length > 0 && { attempts }), ...(thoughts && { thoughts }) };
      return { ...task, round, ...kept };
    }
  };
}

/** The hand-written tasks that the evaluation is about. */
function given(run: Run): Item<RoundTask>[] {
  return evaluationTasksOf(run).map(task => ({
    id: task.id,
    make: () => Promise.resolve({ ...task, round: 'evaluation' as const })
  }));
}

function castAll(run: Run): StageReport {
  const failures: { id: string; reason: string }[] = [];
  const castings = run.rows(tables.tasks).flatMap(task => {
    try {
      return castingsOf(run, task, task.round === 'evaluation');
    } catch (error) {
      failures.push({ id: task.id, reason: messageOf(error) });
      return [];
    }
  });
  if (digest(castings) !== digest(run.rows(tables.castings)))
    run.writeRows(tables.castings, castings);
  run.keepFailures('cast', failures);
  const made = castings.length;
  return { stage: 'cast', made, total: made + failures.length, failed: failures.length };
}

// The pairs of an evaluation task do not depend on the scale of training.
function castingsOf(run: Run, task: Task, evaluation: boolean): Casting[] {
  const { seed, pairs, evaluationPairs, occupations } = run.settings;
  const n = evaluation ? evaluationPairs : pairs;
  const known = (run.world.castings ?? []).filter(casting => casting.task === task.id);
  if (evaluation && known.length >= n) return known.slice(0, n);
  const random = randomFrom('cast', seed, task.id);
  return castTask(task, run.world.people, n, random, { occupations });
}
