import { talkEntry, talkSteps, type TalkStep } from '../../transcript/schema';

/** Takes a step of a talk, as the talk's output asks for it. */
export type TakeStep = (step: TalkStep, words: string) => Promise<void>;

/** Resolves to `true` when the talk took the step; the output reads this as the value of its call. */
type Entry = (talk: unknown, step: unknown, words: unknown) => Promise<true | undefined>;
type Global = Record<symbol, (Entry & { readonly talks: Map<string, TakeStep> }) | undefined>;

const isStep = (step: unknown): step is TalkStep => talkSteps.includes(step as TalkStep);

/**
 * Makes a talk reachable for its output in JupyterLab, which knows no names of a notebook: by a
 * function of this process that takes the talk's id, a step and words. Other ids do nothing.
 */
export function registerTalk(id: string, take: TakeStep): void {
  const key = Symbol.for(talkEntry);
  const everything = globalThis as unknown as Global;
  everything[key] ??= newEntry();
  everything[key].talks.set(id, take);
}

function newEntry() {
  const talks = new Map<string, TakeStep>();
  const entry: Entry = async (talk, step, words) => {
    const take = talks.get(String(talk));
    if (!take || !isStep(step)) return undefined;
    await take(step, String(words));
    return true;
  };
  return Object.assign(entry, { talks });
}
