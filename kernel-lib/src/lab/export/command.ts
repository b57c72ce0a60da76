import { print, printJson } from '../../edge/terminal';
import { Option } from 'commander';
import { controlTokenModes, type ControlTokenMode } from './control-tokens';
import { exportRun, type ExportFormat } from './export';
import { shortPath } from '../report';

export interface ExportFlags {
  readonly run: string;
  readonly as: ExportFormat;
  readonly out?: string;
  readonly controlTokens?: ControlTokenMode;
  readonly json?: true;
}

export const controlTokenOption = new Option(
  '--control-tokens <mode>',
  'what to do with control tokens of chat templates in texts; by default escape'
).choices(controlTokenModes);

/** Exports a run and says what was written and what was left out. */
export async function exportCommand({
  run,
  as,
  out,
  json,
  controlTokens
}: ExportFlags): Promise<void> {
  const report = await exportRun(run, as, { to: out, controlTokens });
  const rows = report.files.reduce((sum, file) => sum + file.rows, 0);
  if (json) {
    const { folder, files, leftOut, controlTokens } = report;
    const line = {
      verb: 'export',
      format: as,
      folder,
      files: files.length,
      rows,
      leftOut,
      controlTokens
    };
    return printJson(line);
  }
  const lines = [
    `Wrote ${rows} rows in ${report.files.length} files to ${shortPath(report.folder)}/`,
    ...(report.leftOut.length > 0
      ? ['Not in it:', ...report.leftOut.map(what => `  ${what}`)]
      : []),
    ...report.controlTokenLines,
    'Where it comes from: provenance.json beside the files.',
    ''
  ];
  print(lines.join('\n'));
}
