/* Asks the bare rehearsal server everything that a run asked its models, and prints what that took. */
import { join } from 'node:path';
import type { Handler } from '../../kernel-lib/src/base/handler';
import { seedFrom } from '../../kernel-lib/src/base/random';
import { readRows } from '../../kernel-lib/src/edge/files';
import { promptOf, type Episode } from '../../kernel-lib/src/episode/schema';
import { weightFolder } from '../../kernel-lib/src/lab/weight-folder';
import { tables } from '../../kernel-lib/src/lab/tables';
import { judgePrompt } from '../../kernel-lib/src/rating/prompt';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';

interface Spent {
  calls: number;
  milliseconds: number;
}

/** Asks again for every turn of every episode and for every rating; only the answering is timed. */
async function replayed(folder: string): Promise<Spent> {
  const server = rehearsalServer({ weights: weightFolder(join(folder, 'weights')) });
  const spent: Spent = { calls: 0, milliseconds: 0 };
  const episodes = readRows(tables.episodes, join(folder, tables.episodes.file));
  const raters = new Map<string, string[]>();
  for (const { episode, rater } of readRows(tables.ratings, join(folder, tables.ratings.file))) {
    if (rater.kind === 'person') continue;
    raters.set(episode, [...(raters.get(episode) ?? []), rater.model]);
  }
  for (const episode of episodes)
    await replay(server, episode, raters.get(episode.id) ?? [], spent);
  return spent;
}

async function replay(
  server: Handler,
  episode: Episode,
  raters: readonly string[],
  spent: Spent
): Promise<void> {
  const judged = judgePrompt(episode);
  const asked = [
    ...episode.turns.map((turn, i) => ({
      model: episode.models[i % 2]!,
      messages: promptOf(episode, turn)
    })),
    ...raters.map(model => ({ model, messages: judged }))
  ];
  for (const [i, question] of asked.entries()) {
    const body = { ...question, seed: seedFrom(episode.id, i), temperature: 1 };
    const began = performance.now();
    const answer = await server({ method: 'POST', path: '/v1/chat/completions', body });
    spent.milliseconds += performance.now() - began;
    spent.calls += 1;
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
  }
}

void replayed(process.argv[2]!).then(spent => console.log(JSON.stringify(spent)));
