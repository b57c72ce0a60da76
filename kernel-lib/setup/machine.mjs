import { SetupError } from './failure.mjs';

// Node resolves no package below a name with an asterisk, Python makes no environment below one with
// a colon, and scripts of npm end at a line break.
const unusable = /[*:\n\r]/;

/**
 * Checks the path of the checkout.
 *
 * Throws: SetupError [setup/machine] when a program that is needed cannot work below it
 */
export function checkPlace(root) {
  if (!unusable.test(root)) return;
  const todo = 'Move or copy the checkout to another folder and run the command again.';
  throw new SetupError('machine', 'a folder without *, : and line breaks in its path', root, todo);
}

/**
 * Checks the operating system: Linux and macOS, and Windows through WSL.
 *
 * Throws: SetupError [setup/machine] elsewhere
 */
export function checkMachine(platform = process.platform) {
  if (platform === 'linux' || platform === 'darwin') return;
  const todo =
    platform === 'win32'
      ? 'Install WSL (https://learn.microsoft.com/windows/wsl/install) and run the command in it.'
      : 'Run it on one of these, or in a container.';
  throw new SetupError('machine', 'Linux or macOS', platform, todo);
}
