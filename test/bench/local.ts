/** Plays the same talks by the engine's own calls and through the client, and says what each took. */
import { httpModel } from '../../kernel-lib/src/edge/chat/http';
import type { CallRecord } from '../../kernel-lib/src/edge/chat/call-record';
import { fetchFrom } from '../../kernel-lib/src/edge/embedded';
import { LocalEngine } from '../../kernel-lib/src/edge/local/engine';
import { localHandler } from '../../kernel-lib/src/edge/local/handler';
import { llamaLibrary, type Grammar, type Sequence } from '../../kernel-lib/src/edge/local/library';
import { objectEnd } from '../../kernel-lib/src/edge/local/json';
import { actionSchema } from '../../kernel-lib/src/episode/parse';
import { agentPrompt } from '../../kernel-lib/src/episode/prompt';
import type { Scene, Turn } from '../../kernel-lib/src/episode/schema';
import { readWorld } from '../../kernel-lib/src/lab/world';
import { fullName } from '../../kernel-lib/src/task/schema';

const [gguf = '', talks = '4', turns = '6'] = process.argv.slice(2);
const most = 32; // tokens of a reply
const contextLength = 2048;
const threads = Number(process.env.SOTOPIA_PI_THREADS) || undefined;

interface Used {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly evaluated: number;
  readonly cached: number;
  readonly written: number;
}

void main();

async function main(): Promise<void> {
  const sequences = 2 * Number(talks);
  const bareEngine = await LocalEngine.load(gguf, { contextLength, sequences: 1, threads });
  const { model } = bareEngine;
  const context = await model.createContext({
    sequences,
    contextSize: { max: contextLength }
  });
  const own = Array.from({ length: sequences }, () => context.getSequence());
  const library = await llamaLibrary();
  const grammar = await bareEngine.llama.createGrammarForJsonSchema(actionSchema);
  const bare = { engine: bareEngine, own, grammar, library };
  const engine = await LocalEngine.load(gguf, { contextLength, sequences, threads });
  const limit = await byEngine(bare, true);
  const ours = await byClient(engine);
  const anew = await byEngine(bare, false);
  console.log(JSON.stringify({ limit, ours, anew, talks: Number(talks), turns: Number(turns) }));
  process.exit(0);
}

/** The prompts of one talk, seat after seat, over a conversation that is the same every time. */
function promptsOf(talk: number): string[] {
  const { tasks, people } = readWorld();
  const cast = [people.characters[2 * talk]!, people.characters[2 * talk + 1]!] as const;
  const scene = { task: tasks[talk]!, cast, relationship: 'friend' } as unknown as Scene;
  const all: Turn[] = [];
  return Array.from({ length: Number(turns) }, (_, i) => {
    const seat = i % 2 === 0 ? 0 : 1;
    const text = agentPrompt(scene, seat, all).join('');
    const argument = `I have thought about it ${i + 1} times, and I would like to hear first what matters most to you, before we settle anything about the price and the day.`;
    const action = { action_type: 'speak' as const, argument };
    all.push({ character: fullName(cast[seat]), action, prompt: [] });
    return text;
  });
}

async function measured(
  play: (talk: number) => Promise<Omit<Used, 'wallSeconds' | 'cpuSeconds'>>
): Promise<Used> {
  const began = performance.now();
  const before = process.cpuUsage();
  const all = await Promise.all(Array.from({ length: Number(talks) }, (_, talk) => play(talk)));
  const sum = (key: 'evaluated' | 'cached' | 'written') => all.reduce((n, one) => n + one[key], 0);
  return {
    wallSeconds: (performance.now() - began) / 1000,
    cpuSeconds: process.cpuUsage(before).user / 1e6,
    ...{ evaluated: sum('evaluated'), cached: sum('cached'), written: sum('written') }
  };
}

interface Bare {
  readonly engine: LocalEngine;
  readonly own: readonly Sequence[];
  readonly grammar: Grammar;
  readonly library: Awaited<ReturnType<typeof llamaLibrary>>;
}

/** What llama.cpp can do: every agent has its sequence by arrangement, and nothing else happens. */
function byEngine({ engine, own, grammar, library }: Bare, isReused: boolean): Promise<Used> {
  const { model } = engine;
  return measured(async talk => {
    const used = { evaluated: 0, cached: 0, written: 0 };
    for (const [i, content] of promptsOf(talk).entries()) {
      const sequence = own[2 * talk + (i % 2)]!;
      const tokens = engine.tokensOf([{ role: 'user', content }]);
      await sequence.adaptStateToTokens(isReused ? tokens.slice(0, -1) : [], false);
      used.cached += sequence.nextTokenIndex;
      used.evaluated += tokens.length - sequence.nextTokenIndex;
      const grammarEvaluationState = new library.LlamaGrammarEvaluationState({ model, grammar });
      const options = { temperature: 1, minP: 0.05, seed: i, grammarEvaluationState };
      const isEnd = objectEnd();
      let written = 0;
      for await (const token of sequence.evaluate(tokens.slice(sequence.nextTokenIndex), options)) {
        if (++written >= most || isEnd(model.detokenize([token]))) break;
      }
      used.written += written;
    }
    return used;
  });
}

/** The same as an episode does it: through the client, the handler and the choice of a sequence. */
function byClient(engine: LocalEngine): Promise<Used> {
  const calls: CallRecord[] = [];
  const supports = { jsonObject: false, jsonSchema: true };
  const endpoint = { baseUrl: 'local', model: 'any', temperature: 1, maxTokens: most, supports };
  const fetch = fetchFrom(localHandler(() => Promise.resolve(engine)));
  const model = httpModel(endpoint, { fetch, record: call => calls.push(call) });
  return measured(async talk => {
    const used = { evaluated: 0, cached: 0, written: 0 };
    for (const [i, content] of promptsOf(talk).entries()) {
      const messages = [{ role: 'user' as const, content }];
      const purpose = `${talk}/${i}`;
      await model.ask({ messages, seed: i, json: true, schema: actionSchema, purpose });
      const call = calls.find(each => each.purpose === purpose)!;
      used.cached += call.cachedTokens ?? 0;
      used.evaluated += call.promptTokens - (call.cachedTokens ?? 0);
      used.written += call.completionTokens;
    }
    return used;
  });
}
