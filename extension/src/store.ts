import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection, type Contents } from '@jupyterlab/services';
import { Refusal, type Files } from './files';

/** The files of a Jupyter server: all of the extension's input and output goes through here. */
export function serverFiles(contents: Contents.IManager): Files {
  return {
    read: path => orRefusal(() => textAt(contents, path)),
    write: (path, text) =>
      orRefusal(async () => {
        await contents.save(path, { type: 'file', format: 'text', content: text });
      }),
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

/** Reads a file as a stream; it never comes into one piece of memory. */
async function linesWith(
  { serverSettings }: Contents.IManager,
  path: string,
  part: string
): Promise<string[]> {
  const settings = serverSettings ?? ServerConnection.makeSettings();
  const url = URLExt.join(settings.baseUrl, 'files', URLExt.encodeParts(path));
  const response = await ServerConnection.makeRequest(url, { cache: 'no-store' }, settings);
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

async function orRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const isReadOnly = statusOf(error) === 403 || /permission denied|read-only/i.test(said);
    if (error instanceof ServerConnection.NetworkError) throw new Refusal('no answer', said, error);
    throw new Refusal(isReadOnly ? 'read-only' : 'other', said, error);
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ServerConnection.ResponseError ? error.response.status : undefined;
}
