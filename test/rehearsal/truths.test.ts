import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';
import { claims, findingOf, isRefuted, lineOf } from '../support/rehearsal-claims';
import { outcomeOf, type LineScale, type SeedOutcome } from '../support/rehearsal-measures';
import { claimTable, modelTable } from '../support/rehearsal-tables';
import { documentation, writeDocumentation } from '../support/rehearsal-documentation';
import { isLong } from '../support/long';

const from = (first: number, n: number) => Array.from({ length: n }, (_, i) => first + i);
/** Seeds that were looked at while the world was made; what holds on them proves little. */
const tunedOn = from(0, 100);
/** Seeds that nobody had looked at before the tables in docs/rehearsal.md were made of them. */
const unseen = from(2001, 10);

// A mean needs 420 hard episodes per model: 14 tasks × 5 pairs × 2 seats × 3 repeats, or three seeds of one repeat.
const full: LineScale = { tasks: 100, pairs: 10, repeats: 3 };
const quick: LineScale = { tasks: 45, pairs: 5, repeats: 1 };

const [seeds, scale] = isLong ? [unseen, full] : [tunedOn.slice(51, 54), quick];

describe(`over ${seeds.length} ${isLong ? 'unseen seeds' : 'seeds'}`, () => {
  const outcomes: SeedOutcome[] = [];
  beforeAll(async () => {
    for (const seed of seeds) outcomes.push(await outcomeOf(rehearsalServer(), seed, scale));
  }, 3_600_000);

  test.each(claims.map(claim => [claim.says, claim] as const))('%s', (_, claim) => {
    const finding = findingOf(claim, outcomes);
    const isShown = isLong || claim.isLarge ? finding.holds : !isRefuted(finding);
    expect(isShown, lineOf(finding)).toBe(true);
  });

  test.runIf(isLong)('the documentation has the tables of this very run', async () => {
    const tables = [claimTable(outcomes), modelTable(outcomes)];
    if (process.env['SOTOPIA_PI_WRITE'] === '1') await writeDocumentation(outcomes, tables);
    const text = readFileSync(documentation, 'utf8');
    for (const table of tables) expect(text).toContain(table);
  });
});
