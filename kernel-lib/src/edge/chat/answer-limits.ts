import { LabError } from '../../base/fail';

const mebibyte = 1024 * 1024;

/** The largest body that is read of an answer, in bytes: a server that never ends must not fill the memory. */
export const answerLimits = {
  chat: 8 * mebibyte,
  /** A list of models, a batch, a training job. */
  other: 32 * mebibyte,
  /** The content of a file, such as the rows of a batch. */
  file: 256 * mebibyte
} as const;

/** The limit for what is asked at a path of a server. */
export function limitFor(path: string): number {
  const [plain = ''] = path.split('?');
  if (plain.endsWith('/chat/completions')) return answerLimits.chat;
  return plain.endsWith('/content') ? answerLimits.file : answerLimits.other;
}

/** An answer whose body or headers are larger than any that is read. */
export function tooLarge(address: string, limit: string): LabError {
  return new LabError('edge/chat/answer', {
    expected: `an answer of at most ${limit} from ${address}`,
    got: 'a larger one, which was not read to its end',
    todo: 'Check that this is the address of the server that you mean.'
  });
}

/** A number of bytes as people write it: `32 MiB`. */
export function inMebibytes(bytes: number): string {
  return `${bytes / mebibyte} MiB`;
}

/** An answer that sends the request elsewhere, which would hand its content and its key to another server. */
export function redirected(address: string, location: string): LabError {
  return new LabError('edge/chat/answer', {
    expected: `an answer from ${address}`,
    got: `a redirect to ${location}`,
    todo: 'Requests with a key or with content follow no redirect: if you trust the new address, put it into the profile.'
  });
}
