import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection, type Contents } from '@jupyterlab/services';
import type { LargeFiles } from './browser/files';
import { Refusal, type Files } from './files';
import type { Folders } from './launch/find-runs';
import { reasonOf } from './reason';

/** The files of a Jupyter server: all of the extension's input and output goes through here. */
export function serverFiles(contents: Contents.IManager): Files {
  return {
    read: path => orRefusal(() => textAt(contents, path)),
    write: (path, text) =>
      orRefusal(async () => {
        await contents.save(path, { type: 'file', format: 'text', content: text });
      }),
    hasFolder: path => orRefusal(() => isThere(contents, path)),
    makeFolder: path =>
      orRefusal(async () => {
        await contents.save(path, { type: 'directory' });
      }),
    linesWith: (path, part) => orRefusal(() => linesWith(contents, path, part))
  };
}

async function textAt(contents: Contents.IManager, path: string): Promise<string | undefined> {
  try {
    const model = await contents.get(path, { type: 'file', format: 'text', content: true });
    return String(model.content);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function isThere(contents: Contents.IManager, path: string): Promise<boolean> {
  try {
    await contents.get(path, { type: 'directory', content: false });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Reads a file as a stream; it never comes into one piece of memory. */
async function linesWith(
  contents: Contents.IManager,
  path: string,
  part: string
): Promise<string[]> {
  const response = await answerOf(contents, path);
  if (!response.ok || !response.body) return [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const found: string[] = [];
  let rest = '';
  for (;;) {
    const { value = '', done } = await reader.read();
    const lines = `${rest}${value}`.split('\n');
    rest = lines.pop() ?? '';
    found.push(...lines.filter(line => line.includes(part)));
    if (done) return found;
  }
}

/** What the server hands out as a file's bytes, never from the browser's cache. */
function answerOf(
  { serverSettings }: Contents.IManager,
  path: string,
  init: RequestInit = {}
): Promise<Response> {
  const settings = serverSettings ?? ServerConnection.makeSettings();
  const url = URLExt.join(settings.baseUrl, 'files', URLExt.encodeParts(path));
  return ServerConnection.makeRequest(url, { cache: 'no-store', ...init }, settings);
}

/** The same files, read in parts. */
export function largeFiles(contents: Contents.IManager): LargeFiles {
  return {
    state: path => orNothing(() => stateOf(contents, path), undefined),
    text: async (path, signal) => {
      const response = await answerOf(contents, path, { signal });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new ServerConnection.ResponseError(response);
      return response.text();
    },
    stream: (path, from, to, signal) => partsOf(contents, path, [from, to], signal),
    names: folder => orNothing(() => namesIn(contents, folder), [])
  };
}

/** The folders of the server; one that it does not hand out counts as empty. */
export function serverFolders(contents: Contents.IManager): Folders {
  return {
    entries: async path => {
      const models = await childrenOf(contents, path).catch(() => []);
      return models.map(({ name, type, last_modified: modified }) => ({
        name,
        isFolder: type === 'directory',
        modified
      }));
    }
  };
}

async function stateOf(contents: Contents.IManager, path: string) {
  const { size, last_modified: modified } = await contents.get(path, { content: false });
  return { size: size ?? 0, modified };
}

async function namesIn(contents: Contents.IManager, folder: string): Promise<string[]> {
  return (await childrenOf(contents, folder)).map(({ name }) => name);
}

async function childrenOf(contents: Contents.IManager, folder: string): Promise<Contents.IModel[]> {
  const model = await contents.get(folder, { type: 'directory', content: true });
  return model.content as Contents.IModel[];
}

/** A part of a file; of a server that knows no parts the whole is asked for, and cut here. */
async function* partsOf(
  contents: Contents.IManager,
  path: string,
  [from, to]: readonly [number, number],
  signal: AbortSignal
): AsyncGenerator<Uint8Array> {
  if (to <= from) return;
  const headers = { Range: `bytes=${from}-${to - 1}` };
  const response = await answerOf(contents, path, { headers, signal });
  if (!response.ok || !response.body) throw new ServerConnection.ResponseError(response);
  const reader = response.body.getReader();
  let at = response.status === 206 ? from : 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const part = value.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += value.length;
    if (part.length > 0) yield part;
  }
}

async function orNothing<T>(work: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) === 404) return nothing;
    throw error;
  }
}

async function orRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const said = reasonOf(error);
    const isReadOnly = statusOf(error) === 403 || /permission denied|read-only/i.test(said);
    if (error instanceof ServerConnection.NetworkError) throw new Refusal('no answer', said, error);
    throw new Refusal(isReadOnly ? 'read-only' : 'other', said, error);
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ServerConnection.ResponseError ? error.response.status : undefined;
}
