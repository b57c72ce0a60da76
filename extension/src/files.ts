/** The files below the server's root, as far as ratings need them. */
export interface Files {
  /** A file's text; `undefined` where there is none. */
  read(path: string): Promise<string | undefined>;
  write(path: string, text: string): Promise<void>;
  hasFolder(path: string): Promise<boolean>;
  /** Makes a folder where there is none. */
  makeFolder(path: string): Promise<void>;
  /** The lines of a file that hold a text. */
  linesWith(path: string, part: string): Promise<string[]>;
}

/** The server would not or could not; every function of `Files` rejects with nothing else. */
export class Refusal extends Error {
  constructor(
    readonly kind: 'read-only' | 'no answer' | 'other',
    message: string,
    cause: unknown
  ) {
    super(message, { cause });
    this.name = 'Refusal';
  }
}
