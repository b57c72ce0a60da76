import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';

/** A completion of the rehearsal models, for a test to bend. */
export interface GoodCompletion {
  readonly choices: readonly {
    readonly message: { readonly role: string; readonly content: string };
    readonly finish_reason: string;
  }[];
  readonly usage: object;
}

/** Answers one chat; `count` is the number of the request, from 1. */
export type Answering = (response: ServerResponse, good: GoodCompletion, count: number) => void;

/** A real HTTP server of the rehearsal models whose chats a test answers in its own way. */
export interface OddServer {
  readonly url: string;
  /** The paths of all requests, oldest first. */
  readonly paths: readonly string[];
  /** How many chats came in. */
  chats(): number;
  /** Writes a profile whose every model is at this server. */
  profile(folder: string, server?: object): string;
}

/** Starts such a server; it ends with the test. */
export async function oddServer(answering: Answering): Promise<OddServer> {
  const rehearsal = rehearsalServer();
  const paths: string[] = [];
  let chats = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    void textOf(request).then(async text => {
      if (!path.endsWith('/chat/completions')) return void response.writeHead(404).end('{}');
      const count = ++chats;
      const body = JSON.parse(text) as unknown;
      const { json } = await rehearsal({ method: 'POST', path: '/v1/chat/completions', body });
      answering(response, json as GoodCompletion, count);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    url,
    paths,
    chats: () => chats,
    profile: (folder, fields) => profileAt(url, folder, fields)
  };
}

/** Answers with JSON, or with a text of another type. */
export function answer(response: ServerResponse, value: unknown, status = 200, headers = {}): void {
  const isText = typeof value === 'string';
  const type = isText ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(isText ? value : JSON.stringify(value));
}

/** A profile of the rehearsal models at an address, as a file. */
export function profileAt(baseUrl: string, folder: string, server: object = {}): string {
  const model = (name: string) => ({ model: name, temperature: 0.5 });
  const models = {
    writer: model('rehearsal-writer'),
    expert: model('rehearsal-expert'),
    student: model('rehearsal-base'),
    partner: model('rehearsal-partner'),
    judge: model('rehearsal-judge')
  };
  const path = join(folder, 'odd.json');
  const profile = { version: 1, name: 'odd', server: { baseUrl, ...server }, models };
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}
