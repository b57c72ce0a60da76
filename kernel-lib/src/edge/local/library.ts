import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError, messageOf } from '../../base/fail';
import { cacheFolder } from '../cache';

/** The release of node-llama-cpp that `setup --local` installs; the same as in setup/local.mjs. */
export const libraryVersion = '3.22.1';

export type Token = number;

/** As much of node-llama-cpp as is used here; it is not installed with this package. */
export interface LlamaLibrary {
  getLlama(options: object): Promise<Llama>;
  resolveChatWrapper(model: LlamaModel): ChatWrapper;
  LlamaGrammarEvaluationState: new (of: { model: LlamaModel; grammar: Grammar }) => GrammarState;
}
export interface Llama {
  readonly cpuMathCores: number;
  /** Of all contexts together; the library's own default is at least 4, on two cores as well. */
  maxThreads: number;
  loadModel(options: object): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<Grammar>;
  createGrammarForJsonSchema(schema: object): Promise<Grammar>;
}
export interface LlamaModel {
  readonly tokenizer: unknown;
  createContext(options: object): Promise<LlamaContext>;
  detokenize(tokens: readonly Token[]): string;
}
export interface LlamaContext {
  readonly contextSize: number;
  readonly batchSize: number;
  getSequence(): Sequence;
}
export interface Sequence {
  readonly nextTokenIndex: number;
  compareContextTokens(tokens: readonly Token[]): { readonly firstDifferentIndex: number };
  adaptStateToTokens(tokens: readonly Token[], allowShift: boolean): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly Token[]): Promise<void>;
  evaluate(tokens: readonly Token[], options: object): AsyncGenerator<Token, void>;
}
export interface ChatWrapper {
  generateContextState(options: { readonly chatHistory: readonly object[] }): {
    readonly contextText: { tokenize(tokenizer: unknown): Token[] };
  };
}
/** Both are node-llama-cpp's own business. */
export type Grammar = object;
export type GrammarState = object;

/** Where `setup --local` puts the library: outside of node_modules, which `npm ci` empties. */
export function libraryFolder(): string {
  return join(cacheFolder(), 'node-llama-cpp', libraryVersion);
}

/**
 * The library: one's own, where it is installed beside this package, else that of `setup --local`.
 *
 * Throws: UsageError [edge/local/library] with the command that installs it
 */
export async function llamaLibrary(): Promise<LlamaLibrary> {
  const entry = join(libraryFolder(), 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const name = existsSync(entry) ? pathToFileURL(entry).href : 'node-llama-cpp';
  try {
    return (await import(name)) as LlamaLibrary;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError('edge/local/library', {
      expected: 'node-llama-cpp, which runs models in this process',
      got: code === 'ERR_MODULE_NOT_FOUND' ? undefined : messageOf(error),
      todo: 'Install it with: npx sotopia-pi setup --local',
      cause: error
    });
  }
}
