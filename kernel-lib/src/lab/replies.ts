import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatModel } from '../base/chat';
import {
  linesOf,
  lineWriter,
  removeFile,
  writeWhole,
  type LineWriter,
  type Table
} from '../edge/files';
import { cutTornLine } from '../edge/torn-line';
import type { Identified } from './journal';
import { itemOf, keptIn, KnownReplies, replyLineIn, type ReplyLine } from './reply-lines';
import type { RunView } from './run';
import { tables } from './tables';

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
  private readonly known: KnownReplies;
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
    this.known = new KnownReplies(keptIn(lines, options.isWanted), line => this.add(line));
  }

  /** A model that is not asked what it has answered already, and whose replies are kept. */
  readonly through = (model: ChatModel): ChatModel => this.known.through(model);

  /** Says that an item is made: nothing more is asked for it. */
  finished(id: string): void {
    this.known.finished(id);
  }

  /** Says that an item failed: its last question will be asked anew. */
  forgetLast(id: string): void {
    void this.known.forgetLast(id); // written before it returns: this journal waits for nobody
  }

  /** Keeps nothing but the replies for what is still to be made. */
  settle(): void {
    this.close();
    const { lines } = readLines(this.path);
    const kept = keptIn(lines, this.options.isWanted);
    if (kept.length === 0) removeFile(this.path);
    else if (kept.length < lines.length) writeWhole(this.path, kept.map(textOf).join(''));
  }

  /** Leaves everything as it is, for the next start. */
  close(): void {
    this.writer?.close();
    this.writer = undefined;
  }

  private add(line: ReplyLine): void {
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

function readLines(path: string): { readonly lines: ReplyLine[]; readonly unread: number } {
  if (!existsSync(path)) return { lines: [], unread: 0 };
  const read = linesOf(path).map(replyLineIn);
  const lines = read.filter(line => line !== undefined);
  return { lines, unread: read.length - lines.length };
}

function textOf(line: ReplyLine): string {
  return `${JSON.stringify(line)}\n`;
}
