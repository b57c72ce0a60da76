import { LabError, messageOf } from '../base/fail';
import type { Answer, Call } from '../base/handler';
import { digest } from '../base/id';
import { failed, refused } from './errors';
import { parseTrainingFile } from './training-file';

/** A file that was uploaded, with its whole text. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly text: string;
}

/** The files of one server, by id. */
export type Files = Map<string, StoredFile>;

/** Answers `/v1/files` and `/v1/files/{id}`; the id follows from the content. */
export function filesAnswer(files: Files, { method, form }: Call, id: string | undefined): Answer {
  if (id === undefined) {
    if (method === 'POST') return uploaded(files, form);
    return {
      status: 200,
      json: { object: 'list', data: [...files.values()].map(shown), has_more: false }
    };
  }
  const file = files.get(id);
  if (!file) return noSuchFile(id);
  if (method !== 'DELETE') return { status: 200, json: shown(file) };
  files.delete(id);
  return { status: 200, json: { id, object: 'file', deleted: true } };
}

/** What the server says about a file that it does not have. */
export function noSuchFile(id: string, param = 'id'): Answer {
  return failed({ status: 404, message: `No such file: ${id}`, param });
}

function uploaded(files: Files, form: Call['form']): Answer {
  const text = form?.get('file');
  const purpose = form?.get('purpose');
  if (text === undefined) return refused('A form with the field `file` is needed.', 'file');
  if (purpose !== 'fine-tune') return refused('`purpose` has to be `fine-tune`.', 'purpose');
  try {
    parseTrainingFile(text);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return refused(messageOf(error), 'file', 'invalid_file_format');
  }
  const id = `file-${digest(text).slice(0, 16)}`;
  const file = { id, filename: form?.get('filename') ?? 'rows.jsonl', purpose, text };
  files.set(id, file);
  return { status: 200, json: shown(file) };
}

function shown({ id, filename, purpose, text }: StoredFile): object {
  const bytes = new TextEncoder().encode(text).length;
  return { id, object: 'file', bytes, created_at: 0, filename, purpose, status: 'processed' };
}
