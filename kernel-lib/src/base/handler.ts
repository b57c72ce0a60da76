/** A request to a server of ours, free of any network: what came in, already read. */
export interface Call {
  readonly method: string;
  /** The path with its version, e.g. `/v1/chat/completions`; no query. */
  readonly path: string;
  /** A JSON body, parsed. */
  readonly body?: unknown;
  /** The fields of a form, files as text. */
  readonly form?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
}

/** What a server of ours answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** The events of a streamed answer, instead of `json`. */
  readonly events?: readonly unknown[];
  /** Breaks the connection, or never answers; asked for by tests and lessons only. */
  readonly fault?: 'reset' | 'hang';
  /** How the body goes over a network: it breaks off in the middle, or comes a byte at a time. */
  readonly delivery?: 'half' | 'drip';
}

/** A server as a function; `edge/` puts it behind a `fetch` or a port. */
export type Handler = (call: Call) => Promise<Answer>;
