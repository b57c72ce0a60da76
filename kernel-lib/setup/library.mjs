import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { logFile, quietRun } from './command.mjs';
import { lackIn, SetupError, tellingLine, toSetupError } from './failure.mjs';

/** The step that builds the library and the command line from their sources. */
export const libraryStep = root => buildStep(root, 'library', 'kernel-lib');

/** The step that builds what JupyterLab loads; a checkout without it has nothing to build. */
export function extensionStep(root) {
  const step = buildStep(root, 'extension', 'extension');
  const isThere = existsSync(join(root, 'extension', 'build.mjs'));
  return { ...step, isDone: async () => !isThere || step.isDone() };
}

function buildStep(root, name, folder) {
  const build = join(root, folder, 'build.mjs');
  return {
    name,
    isDone: async () => {
      const { isBuilt } = await import(pathToFileURL(build).href);
      return isBuilt();
    },
    run: async ({ signal }) => {
      if (!existsSync(build))
        throw new SetupError(
          'library',
          `${folder}/build.mjs`,
          'none',
          'Restore it from the repository.'
        );
      const { code, said } = await quietRun(process.execPath, [build], { cwd: root, signal });
      if (code !== 0) throw buildError(root, folder, said);
    }
  };
}

function buildError(root, folder, said) {
  if (lackIn(said)) return toSetupError('library', root, said);
  const line = said.split('\n').find(text => /error TS|ERROR:/.test(text)) ?? tellingLine(said);
  const log = logFile('build', said);
  const all = log ? `; all it said is in ${log}` : '';
  const todo = 'Put it right and run the command again; npm run types shows errors in sources.';
  const expected = `a build without errors of ${folder} in ${root}${all}`;
  return new SetupError('library', expected, line, todo, { exitCode: 1 });
}
