import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Handler } from '../base/handler';
import { LabError, messageOf } from '../base/fail';
import { callOf, formOf, textAnswer, type TextCall } from './embedded';

const largestBody = 256 * 2 ** 20; // bytes; a training file of a paper-scale run is about 10 MB

/** A handler that listens on this machine. */
export interface Served {
  /** The base URL for OpenAI clients, ending in `/v1`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Puts a handler behind a port of the loopback interface; port 0 takes any free one.
 *
 * Throws: LabError [edge/serve] when the port is taken.
 */
export async function serve(handler: Handler, port = 0): Promise<Served> {
  const server = createServer((request, response) => void answerTo(handler, request, response));
  await listening(server, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}/v1`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error =>
      reject(
        new LabError('edge/serve', {
          expected: `port ${port} to be free`,
          got: messageOf(error),
          todo: 'Choose another with --port.',
          cause: error
        })
      )
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answerTo(handler: Handler, request: IncomingMessage, response: ServerResponse) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const content = await read(request);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const method = request.method ?? 'GET';
    write(response, await handler(callOf({ method, path, ...content }, gone.signal)));
  } catch (error) {
    if (gone.signal.aborted) return;
    const message = messageOf(error);
    write(response, { status: 400, json: { error: { message, type: 'invalid_request_error' } } });
  }
}

async function read(request: IncomingMessage): Promise<Pick<TextCall, 'body' | 'form'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error(`the body is larger than ${largestBody} bytes`);
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  if (whole.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: whole.toString('utf8') };
  return formOf(await new Response(whole, { headers: { 'content-type': type } }).formData());
}

function write(response: ServerResponse, answer: Answer): void {
  const wire = textAnswer(answer);
  if ('fault' in wire) {
    if (wire.fault === 'reset') response.destroy();
    return;
  }
  const { status, headers, text } = wire;
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers });
  if (answer.delivery === undefined) response.end(text);
  else if (answer.delivery === 'drip') drip(response, text);
  else response.write(text.slice(0, text.length / 2), () => void response.destroy());
}

const dripMs = 100; // between two bytes

/** Sends a text so slowly that whoever waits for its end gives up; it says nothing wrong until then. */
function drip(response: ServerResponse, text: string): void {
  const bytes = Buffer.from(text);
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, ++sent));
    if (sent === bytes.length) response.end();
  }, dripMs);
  response.once('close', () => clearInterval(timer));
}
