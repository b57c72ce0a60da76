import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, isFormula } from '../../../../kernel-lib/src/interop/csv';
import { exportRun, type ExportFormat } from '../../../../kernel-lib/src/lab/export/export';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import { toDpo } from '../../../../kernel-lib/src/sft/export-dpo';
import { toLlamaFactory } from '../../../../kernel-lib/src/sft/export-llama-factory';
import { toOpenAiChat } from '../../../../kernel-lib/src/sft/export-openai-chat';
import { toTrl } from '../../../../kernel-lib/src/sft/export-trl';
import type { Row } from '../../../../kernel-lib/src/sft/schema';
import {
  anyAgentProfile,
  anyAnnotation,
  anyCombo,
  anyEnvironmentList,
  anyEnvironmentProfile,
  anyEpisodeLog,
  anyHfEpisode,
  anyRelationshipProfile,
  anyRow,
  anyText
} from '../../../support/arbitrary';
import { isLong, longTimeout } from '../../../support/long';

const folders = { numRuns: isLong ? 100 : 12 }; // each writes and reads two folders
const values = { numRuns: isLong ? 10_000 : 100 };

/** Everything that is imported in a folder, by its file; what was skipped and where from is not data. */
function importedFiles(run: string): Record<string, string> {
  const folder = join(run, 'imported');
  const names = readdirSync(folder).filter(name => !/^(skipped|sources)\./.test(name));
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

async function comesBack(format: ExportFormat, records: readonly object[]): Promise<void> {
  const desk = mkdtempSync(join(tmpdir(), 'sotopia-pi-test-'));
  try {
    const [file, first, again] = ['all.jsonl', 'first', 'again'].map(name => join(desk, name));
    writeFileSync(file!, records.map(one => `${JSON.stringify(one)}\n`).join(''));
    const { counts } = await importFiles([file!], first!);
    const { folder, leftOut } = await exportRun(first!, format, { to: join(desk, 'out') });
    expect(leftOut).toEqual([]);
    const { notRead, counts: countsAgain } = await importFiles([folder], again!);
    expect(notRead.filter(({ reason }) => !reason.includes('it is empty'))).toEqual([]);
    expect({ ...countsAgain, skipped: 0 }).toEqual({ ...counts, skipped: 0 });
    const read = Object.entries(counts).some(([kind, n]) => kind !== 'skipped' && n > 0);
    if (read) expect(sorted(importedFiles(again!))).toEqual(sorted(importedFiles(first!)));
  } finally {
    rmSync(desk, { recursive: true });
  }
}

/** A store is read in the order of its keys. */
function sorted(files: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.split('\n').sort()])
  );
}

const unique = <T extends object>(any: fc.Arbitrary<T>, key: keyof T) =>
  fc.uniqueArray(any, { maxLength: 4, selector: one => one[key] });

test.each<[ExportFormat, fc.Arbitrary<object[]>]>([
  ['episodelog-jsonl', unique(anyEpisodeLog, 'pk')],
  ['episodelog-jsonl', unique(anyHfEpisode, 'episode_id')],
  ['hf-jsonl', unique(anyEpisodeLog, 'pk')],
  ['hf-jsonl', unique(anyHfEpisode, 'episode_id')],
  ['sotopia-store', unique(anyHfEpisode, 'episode_id')],
  ['sotopia-store', unique(anyEpisodeLog, 'pk')],
  ['sotopia-store', unique(anyAgentProfile, 'pk')],
  ['sotopia-store', unique(anyEnvironmentProfile, 'pk')],
  ['sotopia-store', unique(anyRelationshipProfile, 'pk')],
  ['sotopia-store', unique(anyCombo, 'pk')],
  ['sotopia-store', unique(anyEnvironmentList, 'pk')],
  ['sotopia-store', unique(anyAnnotation, 'pk')]
])(
  'import, export as %s, import: everything is the same and nothing is left out (%#)',
  async (format, records) => {
    await fc.assert(
      fc.asyncProperty(records, all => comesBack(format, all)),
      folders
    );
  },
  longTimeout
);

const jsonLines = (texts: Iterable<string>) =>
  [...texts].map(line => JSON.parse(line) as Record<string, { content: string }[]>);

/** Prompt and completion as another program finds them in a file of a format. */
const found: Record<string, (rows: Row[]) => unknown[]> = {
  'openai-chat': rows =>
    jsonLines(toOpenAiChat(rows)).map(({ messages }) => messages?.map(one => one.content)),
  trl: rows =>
    jsonLines(toTrl(rows)).map(one => [one.prompt?.[0]?.content, one.completion?.[0]?.content]),
  'llama-factory': rows =>
    (JSON.parse([...toLlamaFactory(rows)].join('')) as { input: string; output: string }[]).map(
      ({ input, output }) => [input, output]
    )
};

test.each(Object.entries(found))(
  'whatever a row says, it is found again in %s',
  (_, foundIn) => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 5 }), rows => {
        expect(foundIn(rows)).toEqual(rows.map(({ prompt, completion }) => [prompt, completion]));
      }),
      values
    );
  },
  longTimeout
);

test(
  'whatever a preference says, it is found again in dpo',
  () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (prompt, chosen, rejected) => {
        const preference = {
          prompt,
          chosen,
          rejected,
          rows: ['a', 'b'],
          samePrompt: true
        } as const;
        const [line] = jsonLines(toDpo([preference]));
        const contents = [line?.prompt, line?.chosen, line?.rejected].map(one => one?.[0]?.content);
        expect(contents).toEqual([prompt, chosen, rejected]);
      }),
      values
    );
  },
  longTimeout
);

test(
  'whatever a cell says, another reader of tables finds it again, formulas behind an apostrophe',
  () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 5 }), cells => {
        const [row] = parse(csvLine(cells), { skip_empty_lines: false });
        const texts = (row as string[]).map(cell => cell.replace(/\\u([0-9a-f]{4})/g, unescaped));
        expect(texts).toEqual(cells.map(cell => (isFormula(cell) ? `'${cell}` : cell)));
      }),
      values
    );
  },
  longTimeout
);

function unescaped(_: string, code: string): string {
  return String.fromCharCode(parseInt(code, 16));
}
