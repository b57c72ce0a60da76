import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChatModel, ChatReply, ChatRequest } from '../base/chat';
import { textDigest } from '../base/id';
import { linesOf, lineWriter, writeWhole, type LineWriter, type Table } from '../edge/files';
import { cutTornLine, type Identified } from './journal';
import type { RunView } from './run';
import { tables } from './tables';

/** A reply as it was given, or a question whose replies were of no use. */
const Line = z.union([
  z.object({
    version: z.literal(1),
    purpose: z.string(),
    /** A hash of the prompt: a reply is never taken for one to another prompt. */
    prompt: z.string(),
    text: z.string(),
    cutOff: z.boolean(),
    refused: z.literal(true).exactOptional()
  }),
  z.object({ version: z.literal(1), forgotten: z.string() })
]);
type Line = z.infer<typeof Line>;
type Kept = Exclude<Line, { forgotten: string }>;

/** What a stage's replies need of their surroundings. */
export interface RepliesOptions {
  /** Which items are still to be made. */
  readonly isWanted: (id: string) => boolean;
  readonly onNotice: (sentence: string) => void;
  /** Called when a reply cannot be kept, e.g. because the disk is full. */
  readonly onBroken: (error: unknown) => void;
}

/**
 * The replies that a stage was given for what it has not finished, written down as they come. An item
 * that is begun again is asked the same questions; what is answered already is not asked again. So a
 * dialogue goes on at its next turn, and a turn at its next attempt.
 */
export class Replies {
  private readonly path: string;
  private readonly known: Map<string, Kept>;
  /** The question that an item was asked last. */
  private readonly last = new Map<string, string>();
  private writer: LineWriter | undefined;

  /** Opens what earlier processes left, as far as it is of use. */
  constructor(
    folder: string,
    table: Pick<Table<unknown>, 'file'>,
    private readonly options: RepliesOptions
  ) {
    this.path = repliesPath(folder, table);
    const cut = cutTornLine(this.path);
    const { lines, unread } = readLines(this.path);
    if (cut + unread > 0) options.onNotice(`${table.file}: a reply that a crash cut off is lost.`);
    this.known = new Map(keptIn(lines, options.isWanted).map(kept => [kept.purpose, kept]));
  }

  /** A model that is not asked what it has answered already, and whose replies are kept. */
  readonly through = (model: ChatModel): ChatModel => ({
    name: model.name,
    ask: async (request, signal) => {
      signal?.throwIfAborted();
      const prompt = promptDigest(request);
      const { purpose } = request;
      this.last.set(itemOf(purpose), questionOf(purpose));
      const known = this.known.get(purpose);
      if (known?.prompt === prompt) return replyIn(known);
      const reply = await model.ask(request, signal);
      this.add({ version: 1, purpose, prompt, ...reply });
      return reply;
    }
  });

  /** Says that an item failed: its last question will be asked anew. */
  forgetLast(id: string): void {
    const question = this.last.get(id);
    if (question !== undefined) this.add({ version: 1, forgotten: question });
  }

  /** Keeps nothing but the replies for what is still to be made. */
  settle(): void {
    this.close();
    const { lines } = readLines(this.path);
    const kept = keptIn(lines, this.options.isWanted);
    if (kept.length === 0) rmSync(this.path, { force: true });
    else if (kept.length < lines.length) writeWhole(this.path, kept.map(textOf).join(''));
  }

  /** Leaves everything as it is, for the next start. */
  close(): void {
    this.writer?.close();
    this.writer = undefined;
  }

  private add(line: Line): void {
    try {
      this.writer ??= lineWriter(this.path);
      this.writer.add(JSON.stringify(line));
    } catch (error) {
      this.options.onBroken(error); // whoever asked has the reply all the same
    }
  }
}

/** How many items of a run were begun and not finished: the next start goes on with them. */
export function begunIn({ folder, rows }: Pick<RunView, 'folder' | 'rows'>): number {
  const begunOf = (table: Table<Identified>) => {
    const { lines } = readLines(repliesPath(folder, table));
    if (lines.length === 0) return 0;
    const made = new Set(rows(table).map(({ id }) => id));
    return new Set(keptIn(lines, id => !made.has(id)).map(({ purpose }) => itemOf(purpose))).size;
  };
  return [tables.tasks, tables.episodes, tables.ratings].map(begunOf).reduce((a, b) => a + b);
}

function repliesPath(folder: string, { file }: Pick<Table<unknown>, 'file'>): string {
  return join(folder, 'journal', file.replace(/\.jsonl$/, '.replies.jsonl'));
}

/** The last reply of each purpose, without those that were forgotten and those that nobody waits for. */
function keptIn(lines: readonly Line[], isWanted: (id: string) => boolean): Kept[] {
  const kept = new Map<string, Kept>();
  for (const line of lines) {
    if ('purpose' in line) {
      if (isWanted(itemOf(line.purpose))) kept.set(line.purpose, line);
      continue;
    }
    for (const purpose of kept.keys())
      if (questionOf(purpose) === line.forgotten) kept.delete(purpose);
  }
  return [...kept.values()];
}

function readLines(path: string): { readonly lines: Line[]; readonly unread: number } {
  if (!existsSync(path)) return { lines: [], unread: 0 };
  const read = linesOf(path).map(lineIn);
  const lines = read.filter(line => line !== undefined);
  return { lines, unread: read.length - lines.length };
}

/** A line, or `undefined` where a power loss left something else: then it is asked for again. */
function lineIn(text: string): Line | undefined {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function textOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function replyIn({ text, cutOff, refused }: Kept): ChatReply {
  return refused ? { text, cutOff, refused } : { text, cutOff };
}

function promptDigest({ messages }: ChatRequest): string {
  return textDigest(messages.map(({ content }) => content).join('\n')).slice(0, 16);
}

/** `episode-1f…/turn 3/attempt 2` → `episode-1f…/turn 3`. */
function questionOf(purpose: string): string {
  return purpose.slice(0, purpose.lastIndexOf('/'));
}

/** `episode-1f…/turn 3/attempt 2` → `episode-1f…`. */
function itemOf(purpose: string): string {
  return purpose.split('/', 1)[0]!;
}
