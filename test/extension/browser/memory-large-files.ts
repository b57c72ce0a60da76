import type { LargeFiles } from '../../../extension/src/browser/files';

/** Files of a server that lie in memory, and a note of every byte that was asked for. */
export class MemoryLargeFiles implements LargeFiles {
  private readonly files = new Map<string, { bytes: Uint8Array; time: number }>();
  /** The parts asked for, as `path from-to`. */
  readonly asked: string[] = [];
  private time = 0;

  write(path: string, text: string): void {
    this.files.set(path, { bytes: new TextEncoder().encode(text), time: ++this.time });
  }

  append(path: string, text: string): void {
    this.write(path, this.textOf(path) + text);
  }

  textOf(path: string): string {
    return new TextDecoder().decode(this.files.get(path)?.bytes);
  }

  async state(path: string) {
    const file = this.files.get(path);
    return file && { size: file.bytes.length, modified: String(file.time) };
  }

  async text(path: string): Promise<string | undefined> {
    return this.files.has(path) ? this.textOf(path) : undefined;
  }

  /** In pieces of 700 bytes, as a network has its own idea of where to cut. */
  async *stream(path: string, from: number, to: number, signal: AbortSignal) {
    this.asked.push(`${path} ${from}-${to}`);
    const bytes = this.files.get(path)!.bytes.subarray(from, to);
    for (let at = 0; at < bytes.length; at += 700) {
      signal.throwIfAborted();
      yield bytes.subarray(at, at + 700);
    }
  }

  async names(folder: string): Promise<string[]> {
    const inside = [...this.files.keys()].filter(path => path.startsWith(`${folder}/`));
    return [...new Set(inside.map(path => path.slice(folder.length + 1).split('/')[0]!))];
  }
}
