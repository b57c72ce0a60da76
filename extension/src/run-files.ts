import type { TranscriptRun } from '../../kernel-lib/src/transcript/schema';
import { Refusal, type Files } from './files';
import { jsonOr } from './kept-draft';
import type { Words } from './words';

/** What people's files in the folder of a run need. */
export interface RunFiles {
  /** The text of a file, or `undefined`; rejects where the folder does not hold the run. */
  read(run: TranscriptRun, path: string): Promise<string | undefined>;
  /**
   * Writes what a file has to hold after what it holds now, and reads it back. Rejects with a
   * sentence for people where the folder does not hold the run, or the file is not as it was written.
   */
  write(run: TranscriptRun, path: string, textAfter: TextAfter): Promise<void>;
  /** What one's own file says; throws `Unreadable` where it is broken or somebody else's. */
  ownFile<F extends OwnFile>(
    text: string | undefined,
    path: string,
    rater: string,
    parse: (text: string) => F
  ): F | undefined;
}

interface OwnFile {
  readonly rater: { readonly id: string; readonly name: string };
}

/** A file of one's own that is none, in a sentence for people. */
export class Unreadable extends Error {}

type TextAfter = (before: string | undefined) => string;

/** The files that people write into runs. Each step is asked for as soon as it can be. */
export function runFiles(files: Files, words: Words): RunFiles {
  const { __ } = words;
  /** Folders that were made, or were there, when the last file was written. */
  const made = new Set<string>();

  /** The folder comes with the payload: it counts only where it holds the run that it names. */
  async function checkRun(run: TranscriptRun): Promise<void> {
    const found: unknown = jsonOr((await files.read(`${run.folder}/run.json`)) ?? '');
    if (typeof found === 'object' && found !== null && 'id' in found && found.id === run.id) return;
    throw new Error(__('there is no run %1 in %2 below the server’s folder.', run.id, run.folder));
  }

  /** Two people may begin at once: a folder that is there already is none to make. */
  async function makeFolder(folder: string): Promise<void> {
    try {
      await files.makeFolder(folder);
    } catch (error) {
      if (await files.hasFolder(folder).catch(() => false)) return;
      const isOdd = error instanceof Refusal && error.kind === 'other';
      if (!isOdd) throw error;
      const sentence = __('the folder %1 cannot be made. Is there a file of that name?', folder);
      throw new Error(sentence, { cause: error });
    }
  }

  async function makeFolders(run: TranscriptRun, path: string): Promise<void> {
    const parts = path.split('/').slice(0, -1);
    for (const i of parts.keys()) {
      const folder = [run.folder, ...parts.slice(0, i + 1)].join('/');
      if (made.has(folder)) continue;
      await makeFolder(folder);
      made.add(folder);
    }
  }

  async function read(run: TranscriptRun, path: string) {
    const [text] = await Promise.all([files.read(`${run.folder}/${path}`), checkRun(run)]);
    return text;
  }

  async function write(run: TranscriptRun, path: string, textAfter: TextAfter): Promise<void> {
    const file = `${run.folder}/${path}`;
    const before = await read(run, path);
    const text = textAfter(before);
    if (before === undefined) await makeFolders(run, path);
    await files.write(file, text);
    if ((await files.read(file)) === text) return;
    throw new Error(__('%1 does not read back as it was written.', path));
  }

  const ownFile: RunFiles['ownFile'] = (text, path, rater, parse) => {
    if (text === undefined) return undefined;
    const file = parsed(text, parse);
    if (file?.rater.id === rater) return file;
    throw new Unreadable(
      file
        ? __('%1 is by %2. Move it away.', path, file.rater.name)
        : __('%1 cannot be read. Move it away, or correct it by hand.', path)
    );
  };

  return {
    read,
    ownFile,
    write: (run, path, textAfter) =>
      write(run, path, textAfter).catch(error => {
        made.clear(); // somebody may have taken one away
        return explained(error, words);
      })
  };
}

function parsed<F>(text: string, parse: (text: string) => F): F | undefined {
  try {
    return parse(text);
  } catch {
    return undefined; // what is wrong with it is for whoever opens it
  }
}

/** Says what a server's refusal means. */
function explained(error: unknown, { __ }: Words): never {
  if (!(error instanceof Refusal)) throw error;
  const reasons = {
    'read-only': __('the folder is read-only.'),
    'no answer': __('the server does not answer.'),
    other: error.message.replace(/[^.?!]$/, '$&.')
  };
  throw new Error(reasons[error.kind], { cause: error });
}
