import { cellHere } from './notebook/show';

/** Where interrupts come from: the process, on which Jupyter's stop button and Ctrl+C send SIGINT. */
export interface Interrupted {
  on(event: 'SIGINT', listener: () => void): unknown;
}

/** Turns interrupts into signals. */
export interface Interrupts {
  /** The signal that the next interrupt aborts; work that begins after an interrupt gets a new one. */
  current(): AbortSignal;
}

/** Why work ended that somebody stopped. */
export class Interruption extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('Interrupted; everything finished so far is kept.');
  }
}

/** How work is stopped where it runs, as the end of a sentence. */
export function stopHint(isNotebook: boolean = cellHere() !== undefined): string {
  return isNotebook ? 'interrupt the kernel to stop' : 'Ctrl+C stops';
}

const known = new WeakMap<Interrupted, Interrupts>(); // one listener, however often it is asked for

/** The interrupts of a process. From the first call on, its SIGINT no longer ends the process. */
export function interruptsOf(source: Interrupted): Interrupts {
  const interrupts = known.get(source) ?? listeningTo(source);
  known.set(source, interrupts);
  return interrupts;
}

function listeningTo(source: Interrupted): Interrupts {
  let controller = new AbortController();
  source.on('SIGINT', () => {
    const interrupted = controller;
    controller = new AbortController();
    interrupted.abort(new Interruption());
  });
  return { current: () => controller.signal };
}
