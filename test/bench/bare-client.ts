/*
 * Makes the calls that an engine made, in the same order, with a bare client.
 * Usage: bare-client <address> <folder> <openai|undici>; prints how long that took.
 */
import { join } from 'node:path';
import { OpenAI } from 'openai';
import { Pool } from 'undici';
import type { Message } from '../../kernel-lib/src/base/chat';
import { readRows } from '../../kernel-lib/src/edge/files';
import { pooledFetch } from '../../kernel-lib/src/edge/chat/pool-fetch';
import { promptOf } from '../../kernel-lib/src/episode/schema';
import { tables } from '../../kernel-lib/src/lab/tables';
import { judgePrompt } from '../../kernel-lib/src/rating/prompt';
import { spentOn } from './spent';

const [address = '', folder = '', kind] = process.argv.slice(2);

type Ask = (messages: readonly Message[]) => Promise<unknown>;

const bodyOf = (messages: readonly Message[]) => ({
  model: 'bench',
  temperature: 1,
  messages: messages.map(message => ({ ...message })),
  response_format: { type: 'json_object' as const }
});

/** The client as it comes, over the pool that we use. */
function openai(): Promise<Ask> {
  const client = new OpenAI({
    ...{ baseURL: address, apiKey: 'none', maxRetries: 0 },
    fetch: pooledFetch()
  });
  return Promise.resolve(messages => client.chat.completions.create(bodyOf(messages)));
}

/** The floor: a request and the parsing of its answer. */
function undici(): Promise<Ask> {
  const { origin, pathname } = new URL(address);
  const pool = new Pool(origin, { connections: 512 });
  const ask: Ask = async messages => {
    const answer = await pool.request({
      path: `${pathname}/chat/completions`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(messages))
    });
    return answer.body.json();
  };
  return Promise.resolve(ask);
}

void (async () => {
  const ask = await (kind === 'openai' ? openai() : undici());
  const dialogues = readRows(tables.episodes, join(folder, tables.episodes.file)).map(episode => [
    ...episode.turns.map(turn => promptOf(episode, turn)),
    judgePrompt(episode)
  ]);
  const spent = await spentOn(() =>
    Promise.all(
      dialogues.map(async prompts => {
        for (const messages of prompts) await ask(messages);
      })
    )
  );
  console.log(JSON.stringify(spent));
  process.exit();
})();
