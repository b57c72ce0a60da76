import { print, printJson } from '../../edge/terminal';
import { exportRun, type ExportFormat } from './export';
import { shortPath } from '../report';

export interface ExportFlags {
  readonly run: string;
  readonly as: ExportFormat;
  readonly out?: string;
  readonly json?: true;
}

/** Exports a run and says what was written and what was left out. */
export async function exportCommand({ run, as, out, json }: ExportFlags): Promise<void> {
  const report = await exportRun(run, as, out);
  const rows = report.files.reduce((sum, file) => sum + file.rows, 0);
  if (json) {
    const { folder, files, leftOut } = report;
    const line = { verb: 'export', format: as, folder, files: files.length, rows, leftOut };
    return printJson(line);
  }
  const lines = [
    `Wrote ${rows} rows in ${report.files.length} files to ${shortPath(report.folder)}/`,
    ...(report.leftOut.length > 0
      ? ['Not in it:', ...report.leftOut.map(what => `  ${what}`)]
      : []),
    'Where it comes from: provenance.json beside the files.',
    ''
  ];
  print(lines.join('\n'));
}
