import type { Files, Refusal } from '../../extension/src/files';

/** Files in memory, which spoil or refuse what a test wants spoilt or refused. */
export class MemoryFiles implements Files {
  readonly texts = new Map<string, string>();
  readonly folders = new Set<string>();
  wrong: ((path: string) => string) | undefined;
  refusal: Refusal | undefined;
  /** What the next writing waits for. */
  gate: Promise<void> | undefined;
  read = async (path: string) => this.texts.get(path);
  write = async (path: string, text: string) => {
    await this.gate;
    if (this.refusal) throw this.refusal;
    this.texts.set(path, this.wrong?.(text) ?? text);
  };
  hasFolder = async (path: string) => this.folders.has(path);
  makeFolder = async (path: string) => void this.folders.add(path);
  linesWith = async (path: string, part: string) =>
    (this.texts.get(path) ?? '').split('\n').filter(line => line.includes(part));
}
