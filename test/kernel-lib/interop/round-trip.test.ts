import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { readAgentProfile, toAgentProfile } from '../../../kernel-lib/src/interop/agent-profile';
import {
  readEnvironmentProfile,
  toEnvironmentProfile
} from '../../../kernel-lib/src/interop/environment-profile';
import { readEpisodeLog, toEpisodeLog } from '../../../kernel-lib/src/interop/episode-log';
import { readHfEpisode, toHfEpisode } from '../../../kernel-lib/src/interop/hf-episode';
import { readHumanStudyEpisode } from '../../../kernel-lib/src/interop/human-study';
import {
  readRelationshipProfile,
  toRelationshipProfile
} from '../../../kernel-lib/src/interop/relationship-profile';
import {
  ImportedCharacter,
  ImportedEpisode,
  ImportedRelationship,
  ImportedTask
} from '../../../kernel-lib/src/interop/schema';
import {
  anyAgentProfile,
  anyEnvironmentProfile,
  anyEpisodeLog,
  anyHfEpisode,
  anyRelationshipProfile
} from '../../support/arbitrary';
import { studyEpisode } from '../../support/published';
import { isLong, longTimeout } from '../../support/long';

const numRuns = isLong ? 10_000 : 100;

/** What is read is what a file keeps, and stays so when it is written, stored as JSON, and read. */
function staysTheSame<T>(
  record: unknown,
  read: (value: unknown) => T,
  write: (value: T) => unknown,
  schema: { parse: (value: unknown) => T }
): void {
  const first = readOrNone(record, read);
  if (first === undefined) return;
  expect(schema.parse(first)).toEqual(first);
  const written = json(write(first));
  expect(read(written)).toEqual(first);
  expect(json(write(read(written)))).toEqual(written);
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function readOrNone<T>(record: unknown, read: (value: unknown) => T): T | undefined {
  try {
    return read(record);
  } catch (error) {
    if (error instanceof LabError) return undefined; // refused, which is no loss that is hidden
    throw error;
  }
}

test(
  'import, export, import: an EpisodeLog is the same',
  () => {
    fc.assert(
      fc.property(anyEpisodeLog, log =>
        staysTheSame(log, readEpisodeLog, toEpisodeLog, ImportedEpisode)
      ),
      { numRuns }
    );
  },
  longTimeout
);

test(
  'import, export, import: so is one that does not say its characters’ ids',
  () => {
    fc.assert(
      fc.property(anyEpisodeLog, log =>
        staysTheSame({ ...log, agents: [] }, readEpisodeLog, toEpisodeLog, ImportedEpisode)
      ),
      { numRuns }
    );
  },
  longTimeout
);

test.each([
  ['an EpisodeLog', toEpisodeLog, readEpisodeLog],
  ['a released episode', toHfEpisode, readHfEpisode]
])('an episode of the human study is the same talk as %s', (_, write, read) => {
  const episode = readHumanStudyEpisode(studyEpisode());
  const again = read(JSON.parse(JSON.stringify(write(episode))));
  expect(again).toMatchObject(episode);
});

test(
  'import, export, import: a released episode is the same',
  () => {
    fc.assert(
      fc.property(anyHfEpisode, episode =>
        staysTheSame(episode, readHfEpisode, toHfEpisode, ImportedEpisode)
      ),
      { numRuns }
    );
  },
  longTimeout
);

test(
  'import, export, import: one is the same as the other as well, both ways',
  () => {
    fc.assert(
      fc.property(anyEpisodeLog, anyHfEpisode, (log, released) => {
        const a = readOrNone(log, readEpisodeLog);
        if (a) expect(readHfEpisode(json(toHfEpisode(a)))).toEqual(a);
        const b = readOrNone(released, readHfEpisode);
        if (b) expect(readEpisodeLog(json(toEpisodeLog(b)))).toEqual(b);
      }),
      { numRuns }
    );
  },
  longTimeout
);

test(
  'import, export, import: a character, a task and a relationship are the same',
  () => {
    fc.assert(
      fc.property(anyAgentProfile, anyEnvironmentProfile, anyRelationshipProfile, (a, b, c) => {
        staysTheSame(a, readAgentProfile, toAgentProfile, ImportedCharacter);
        staysTheSame(b, readEnvironmentProfile, toEnvironmentProfile, ImportedTask);
        staysTheSame(c, readRelationshipProfile, toRelationshipProfile, ImportedRelationship);
      }),
      { numRuns }
    );
  },
  longTimeout
);
