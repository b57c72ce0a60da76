import { Worker, type MessagePort } from 'node:worker_threads';
import type { Handler } from '../base/handler';
import { messageOf } from '../base/fail';
import { callOf, fetchThrough, textAnswer, type TextAnswer, type TextCall } from './embedded';

interface Question {
  readonly id: number;
  /** Which of the thread's handlers is asked. */
  readonly name: string;
  readonly call: TextCall;
}

type Reply = { readonly id: number } & (
  { readonly answer: TextAnswer } | { readonly failure: string }
);

/** A thread that answers calls: the program is started by the first, and keeps no process alive. */
export interface Thread {
  /** A `fetch` that asks the handler of this name. */
  fetchFor(name: string): typeof fetch;
}

/** A thread that runs a program which calls `answerCalls`; one that dies is started again. */
export function threadOf(program: string): Thread {
  let running: Running | undefined;
  const ask = (name: string, call: TextCall, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (!running || running.isOver()) running = started(program);
    return running.asked(name, call, signal);
  };
  return { fetchFor: name => fetchThrough(async (call, signal) => ask(name, call, signal)) };
}

interface Running {
  isOver(): boolean;
  asked(name: string, call: TextCall, signal: AbortSignal | undefined): Promise<TextAnswer>;
}

interface Waiting {
  readonly resolve: (answer: TextAnswer) => void;
  readonly reject: (error: Error) => void;
}

function started(program: string): Running {
  const worker = new Worker(program);
  const waiting = new Map<number, Waiting>();
  let isOver = false;
  let count = 0;
  const taken = (id: number) => {
    const found = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref(); // an idle thread keeps no process alive
    return found;
  };
  const end = (error: Error) => {
    isOver = true;
    [...waiting.keys()].forEach(id => taken(id)?.reject(error));
  };
  worker.on('message', (replies: readonly Reply[]) => {
    for (const reply of replies) {
      const found = taken(reply.id);
      if ('failure' in reply) found?.reject(new Error(reply.failure));
      else found?.resolve(reply.answer);
    }
  });
  const send = gathered<Question>(questions => worker.postMessage(questions));
  worker.once('error', end);
  worker.once('exit', code => end(new Error(`its thread ended with ${code}`)));
  const asked: Running['asked'] = (name, call, signal) =>
    new Promise((resolve, reject) => {
      const id = count++;
      waiting.set(id, { resolve, reject });
      worker.ref();
      const abort = () => taken(id)?.reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort, { once: true });
      send({ id, name, call });
    });
  return { isOver: () => isOver, asked };
}

/** In the thread: answers what comes through the port, each name by a handler of its own. */
export function answerCalls(port: MessagePort, handlerFor: (name: string) => Handler): void {
  const handlers = new Map<string, Handler>();
  const answerTo = async ({ name, call }: Question): Promise<TextAnswer> => {
    const handler = handlers.get(name) ?? handlerFor(name);
    handlers.set(name, handler);
    return textAnswer(await handler(callOf(call)));
  };
  const send = gathered<Reply>(replies => port.postMessage(replies));
  port.on('message', (questions: readonly Question[]) => {
    for (const question of questions) {
      const { id } = question;
      answerTo(question).then(
        answer => send({ id, answer }),
        (error: unknown) => send({ id, failure: messageOf(error) })
      );
    }
  });
}

/** At most this many go together, so that one thread works on some while the other does on others. */
const together = 8;

/** Sends what comes up in one turn of the loop together: waking the other thread is what costs. */
function gathered<T>(send: (all: readonly T[]) => void): (one: T) => void {
  let waiting: T[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const all = waiting;
    waiting = [];
    send(all);
  };
  return one => {
    const count = waiting.push(one);
    if (count === together) flush();
    else if (count === 1) setImmediate(flush);
  };
}
