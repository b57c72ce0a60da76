import { availableParallelism } from 'node:os';
import { LabError, messageOf } from '../../base/fail';
import type { Message } from '../../base/chat';
import { objectEnd, objectGrammar } from './json';
import {
  llamaLibrary,
  type ChatWrapper,
  type Grammar,
  type Llama,
  type LlamaContext,
  type LlamaLibrary,
  type LlamaModel,
  type Sequence,
  type Token
} from './library';
import { Slots } from './slots';

/** What a local model is asked. */
export interface LocalRequest {
  readonly messages: readonly Message[];
  readonly temperature: number;
  readonly seed?: number | undefined;
  readonly maxTokens?: number | undefined;
  /** A text, any JSON object, or an object of a JSON schema. */
  readonly format: 'text' | 'object' | object;
}

/** What it answered, in tokens. */
export interface LocalReply {
  readonly text: string;
  readonly promptTokens: number;
  /** Those of the prompt that were evaluated before. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Whether the token limit or the context's end cut it off. */
  readonly cutOff: boolean;
}

/** How much a local model does at once. */
export interface LocalOptions {
  /** Tokens of prompt and reply together, of each conversation. */
  readonly contextLength: number;
  /** Two for each talk under way: one for each agent. */
  readonly sequences: number;
  /**
   * How many processor threads; by default one less than there are cores. They wait for each other
   * at every step: with something else on one of the cores, all are as slow as the slowest.
   */
  readonly threads?: number | undefined;
}
export const localDefaults: LocalOptions = { contextLength: 8192, sequences: 8 };

// llama.cpp's own habit where a caller names nothing but a temperature.
const minP = 0.05;

/** A GGUF file, loaded into this process: many conversations in one context, evaluated together. */
export class LocalEngine {
  private readonly grammars = new Map<string, Promise<Grammar>>();

  private constructor(
    private readonly library: LlamaLibrary,
    readonly llama: Llama,
    readonly model: LlamaModel,
    readonly context: LlamaContext,
    private readonly wrapper: ChatWrapper,
    private readonly slots: Slots<Sequence>
  ) {}

  /**
   * Loads a file, onto the graphics card where there is one that is supported.
   *
   * Throws: LabError [edge/local/library] without the library, [edge/local/engine] when the file
   * cannot be loaded
   */
  static async load(gguf: string, options: LocalOptions = localDefaults): Promise<LocalEngine> {
    const library = await llamaLibrary();
    const { contextLength, sequences, threads } = options;
    try {
      const quiet = {
        build: 'never',
        skipDownload: true,
        progressLogs: false,
        logLevel: 'error'
      };
      const llama = await library.getLlama(quiet);
      const cores = Math.min(llama.cpuMathCores, availableParallelism());
      llama.maxThreads = threads ?? Math.max(1, cores - 1);
      const model = await llama.loadModel({ modelPath: gguf });
      const context = await model.createContext({
        sequences,
        contextSize: { max: contextLength }
      });
      const all = Array.from({ length: sequences }, () => context.getSequence());
      const wrapper = library.resolveChatWrapper(model);
      return new LocalEngine(library, llama, model, context, wrapper, new Slots(all));
    } catch (error) {
      throw new LabError('edge/local/engine', {
        expected: `a GGUF file that llama.cpp can load, and memory for it, at ${gguf}`,
        got: messageOf(error),
        todo: 'Name another file with --gguf, or a smaller one.',
        cause: error
      });
    }
  }

  /** The tokens of a chat, in the form that the model was trained on, up to where it answers. */
  tokensOf(messages: readonly Message[]): Token[] {
    const chatHistory = messages.map(({ role, content }) =>
      role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content }
    );
    const { contextText } = this.wrapper.generateContextState({
      chatHistory: [...chatHistory, { type: 'model', response: [] }]
    });
    return contextText.tokenize(this.model.tokenizer);
  }

  /**
   * Answers a chat. A prompt that begins as one before it is evaluated from where they differ.
   * Aborting `signal` ends it at the next step: a token, or a batch of the prompt.
   *
   * Throws: LabError [edge/local/engine] when the prompt leaves no room for a reply; the signal's reason
   */
  async answer(request: LocalRequest, signal?: AbortSignal): Promise<LocalReply> {
    signal?.throwIfAborted();
    const tokens = this.tokensOf(request.messages);
    const room = this.context.contextSize - tokens.length;
    if (room < 1) throw tooLong(tokens.length, this.context.contextSize);
    const grammar = await this.grammarFor(request.format);
    const most = Math.min(room, request.maxTokens ?? room);
    return this.slots.during(tokens, sequence =>
      this.write(sequence, tokens, { ...request, grammar, most }, signal)
    );
  }

  private async write(
    sequence: Sequence,
    tokens: readonly Token[],
    request: LocalRequest & { readonly grammar: Grammar | undefined; readonly most: number },
    signal: AbortSignal | undefined
  ): Promise<LocalReply> {
    const { temperature, seed, grammar, most } = request;
    const cachedTokens = await this.evaluated(sequence, tokens, signal);
    const { model, library } = this;
    const isEnd = objectEnd();
    const reply: Token[] = [];
    let isOver = false;
    const state = grammar && new library.LlamaGrammarEvaluationState({ model, grammar });
    const sampling = { temperature, minP, ...(seed !== undefined && { seed }) };
    const options = { ...sampling, ...(state && { grammarEvaluationState: state }) };
    for await (const token of sequence.evaluate(tokens.slice(-1), options)) {
      signal?.throwIfAborted();
      reply.push(token);
      isOver = grammar !== undefined && isEnd(model.detokenize([token]));
      if (isOver || reply.length >= most) break;
    }
    const cutOff = !isOver && reply.length >= most;
    const counts = { promptTokens: tokens.length, cachedTokens, completionTokens: reply.length };
    return { text: model.detokenize(reply), ...counts, cutOff };
  }

  /** Evaluates a prompt but for its last token, in steps; returns how much was there from before. */
  private async evaluated(
    sequence: Sequence,
    tokens: readonly Token[],
    signal: AbortSignal | undefined
  ): Promise<number> {
    const last = tokens.length - 1;
    await sequence.adaptStateToTokens(tokens.slice(0, last), false);
    const cached = sequence.nextTokenIndex;
    const step = this.context.batchSize;
    for (let from = cached; from < last; from += step) {
      signal?.throwIfAborted();
      const part = tokens.slice(from, Math.min(last, from + step));
      await sequence.evaluateWithoutGeneratingNewTokens(part);
    }
    signal?.throwIfAborted();
    return cached;
  }

  private async grammarFor(format: LocalRequest['format']): Promise<Grammar | undefined> {
    if (format === 'text') return undefined;
    const key = JSON.stringify(format);
    const known = this.grammars.get(key);
    const made =
      known ??
      (format === 'object'
        ? this.llama.createGrammar({ grammar: objectGrammar })
        : this.llama.createGrammarForJsonSchema(format));
    this.grammars.set(key, made);
    return made;
  }
}

function tooLong(tokens: number, contextSize: number): LabError {
  return new LabError('edge/local/engine', {
    expected: `a prompt that leaves room for a reply in ${contextSize} tokens`,
    got: `one of ${tokens} tokens`,
    todo: 'Raise contextLength in a profile of your own, or take a model with a longer context.'
  });
}
