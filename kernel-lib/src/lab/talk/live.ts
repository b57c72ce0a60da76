import { randomUUID } from 'node:crypto';
import { kernelId } from '../../edge/notebook/talk';
import type { Ending, Seat, Turn } from '../../episode/schema';
import { viewFor } from '../../episode/view';
import { fullName } from '../../task/schema';
import { isSimulated } from '../../transcript/payload';
import type { LiveTalk } from '../../transcript/schema';
import type { TalkSetting } from './shape';

/** Where a talk of this process can go on; `undefined` outside a Jupyter server's kernel. */
export function liveHere(): LiveTalk['live'] {
  const kernel = kernelId();
  return kernel === undefined ? undefined : { kernel, talk: randomUUID() };
}

/** A talk at one moment. */
export interface TalkNow {
  readonly setting: TalkSetting;
  /** The other's model. */
  readonly model: string;
  readonly turns: readonly Turn[];
  readonly next: Seat;
  readonly ending: Ending | undefined;
  readonly isAsking: boolean;
  readonly problem: string | undefined;
  readonly live: LiveTalk['live'];
}

/** A talk as the person who plays sees it: of the other no goal and no secret. */
export function liveTalk({
  setting,
  model,
  turns,
  ending,
  problem,
  live,
  ...now
}: TalkNow): LiveTalk {
  const { task, cast, human } = setting;
  const view = viewFor(setting, human);
  const person = (seat: Seat) => {
    const { background, goal, secret } = view.seats[seat];
    const { firstName } = cast[seat];
    const own = seat === human ? { goal, secret } : {};
    return { name: fullName(cast[seat]), shortName: firstName, background, ...own };
  };
  return {
    version: 1,
    ...(live && { live }),
    rehearsal: isSimulated(model),
    task: {
      codename: task.codename,
      scenario: view.scenario,
      relationship: task.relationship
    },
    seats: [person(0), person(1)],
    you: human,
    turns: turns.map(turnOf),
    next: now.next,
    isAsking: now.isAsking,
    ...(problem !== undefined && { problem }),
    ...(ending && { ending })
  };
}

/** The two speak in turns, beginning with agent 1. */
function turnOf({ action }: Turn, i: number): LiveTalk['turns'][number] {
  const seat: Seat = i % 2 === 0 ? 0 : 1;
  const { action_type: kind, argument: text } = action;
  return kind === 'none' || kind === 'leave' ? { seat, kind } : { seat, kind, text };
}
