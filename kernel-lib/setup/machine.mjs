import { SetupError } from './failure.mjs';

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
