import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quietRun } from './command.mjs';
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
      if (code !== 0) throw buildError(root, said);
    }
  };
}

function buildError(root, said) {
  if (lackIn(said)) return toSetupError('library', root, said);
  const line = said.split('\n').find(text => /error TS|ERROR:/.test(text)) ?? tellingLine(said);
  const todo = 'Put it right and run the command again; npm run types shows every error.';
  return new SetupError('library', 'sources that compile', line, todo, { exitCode: 1 });
}
