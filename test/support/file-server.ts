import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server of files as the official addresses are: with sizes, ranges and entity tags. */
export interface FileServer {
  readonly url: string;
  /** The files by name; a test may change them. */
  readonly files: Map<string, Buffer>;
  /** What was asked for so far: the name and the range. */
  readonly asked: string[];
  /** How many bytes of an answer it sends before it hangs up; all of them unless set. */
  cutAfter?: number | undefined;
  /** How many bytes of an answer it sends before it falls silent; all of them unless set. */
  silentAfter?: number | undefined;
  /** Whether it answers ranges. */
  ranges: boolean;
}

/** Starts the server; it ends with the test. */
export async function fileServer(files: Record<string, Buffer>): Promise<FileServer> {
  const state: FileServer = {
    url: '',
    files: new Map(Object.entries(files)),
    asked: [],
    ranges: true
  };
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const bytes = state.files.get(name);
    state.asked.push([name, request.headers.range].filter(Boolean).join(' '));
    if (!bytes) return void response.writeHead(404).end();
    const tag = `"${bytes.length}-${bytes[0]}"`;
    const start = state.ranges && request.headers['if-range'] === tag ? startOf(request) : 0;
    const part = bytes.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, { etag: tag, 'content-length': part.length });
    if (state.silentAfter !== undefined)
      return void response.write(part.subarray(0, state.silentAfter));
    if (state.cutAfter === undefined) return void response.end(part);
    response.write(part.subarray(0, state.cutAfter), () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { url: `http://127.0.0.1:${port}` });
}

function startOf({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}
