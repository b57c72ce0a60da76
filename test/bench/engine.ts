/*
 * Plays and rates so many episodes at once against a server, in a run folder, as a stage does.
 * Usage: engine <address> <folder> <episodes>; prints how long the work took.
 */
import { writeFileSync } from 'node:fs';
import { randomFrom } from '../../kernel-lib/src/base/random';
import { episodeId, playEpisode } from '../../kernel-lib/src/episode/play';
import type { Episode } from '../../kernel-lib/src/episode/schema';
import { openRun, type Run } from '../../kernel-lib/src/lab/run';
import { sceneOf } from '../../kernel-lib/src/lab/scenes';
import { runStage, type Item } from '../../kernel-lib/src/lab/stage';
import { tables } from '../../kernel-lib/src/lab/tables';
import { rateEpisode } from '../../kernel-lib/src/rating/rate';
import type { Rating } from '../../kernel-lib/src/rating/schema';
import { castTask } from '../../kernel-lib/src/task/cast';
import { spentOn } from './spent';

const [address = '', folder = '', count = '0'] = process.argv.slice(2);

function profileAt(url: string): string {
  const model = { model: 'bench', temperature: 1 };
  const roles = ['writer', 'expert', 'student', 'partner', 'judge'];
  const models = Object.fromEntries(roles.map(role => [role, model]));
  const path = `${folder}.profile.json`;
  const profile = { version: 1, name: 'bench', server: { baseUrl: url }, models };
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

/** One episode, played and then rated: 21 calls, one after another. */
function itemOf(run: Run, i: number, ratings: Rating[]): Item<Episode> {
  const tasks = run.world.tasks.filter(({ hard }) => hard);
  const task = { ...tasks[i % tasks.length]!, round: 'evaluation' as const };
  const [casting] = castTask(task, run.world.people, 1, randomFrom('bench', i));
  run.keepRows(tables.tasks, [task]);
  const scene = sceneOf(run, casting!);
  const plan = { tag: 'bench', seed: 1, repeat: i, ...scene };
  const agents = [run.models.of('expert'), run.models.of('partner')] as const;
  const { rules, maxAttempts } = run.settings;
  const prompt = run.prompts.digests.agent;
  const id = episodeId({ ...plan, models: ['bench', 'bench'], prompt, rules });
  const make = async (signal: AbortSignal) => {
    const options = { template: run.prompts.agent, rules, maxAttempts };
    const played = await playEpisode({ id, ...plan }, agents, options, signal);
    if (played.kind !== 'finished') return { missing: played.reason };
    const judge = run.models.of('judge');
    const judged = { template: run.prompts.judge, maxAttempts };
    const rater = { kind: 'judge', model: judge.name } as const;
    const outcome = await rateEpisode(played.episode, rater, judge, judged, signal);
    if (outcome.kind !== 'rated') return { missing: outcome.reason };
    ratings.push(outcome.rating);
    return played.episode;
  };
  return { id, make };
}

void (async () => {
  const n = Number(count);
  const run = openRun(folder, { models: profileAt(address) }, { concurrency: n });
  const ratings: Rating[] = [];
  const items = Array.from({ length: n }, (_, i) => itemOf(run, i, ratings));
  const work = { stage: 'bench', table: tables.episodes, items };
  await Promise.all([import('openai'), import('undici')]); // as the bare client, before the clock starts
  const spent = await spentOn(() => runStage<Episode>(run, work));
  const calls = run.ledger.calls();
  run.close();
  if (ratings.length !== n) throw new Error(`${ratings.length} of ${n} episodes`);
  console.log(JSON.stringify({ ...spent, calls }));
})();
