import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from './failure.mjs';

/** The folder of the package `sotopia-pi`: the one above this file. */
export const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The root of the checkout this package belongs to.
 *
 * Throws: SetupError [setup/root] when the package was installed on its own
 */
export function checkoutRoot(folder = dirname(packageFolder)) {
  if (isCheckout(folder)) return folder;
  throw new SetupError(
    'root',
    'a checkout of the repository, whose package.json has the workspace kernel-lib',
    folder,
    'Clone the repository and run npm start in it; as a library, sotopia-pi needs no set-up.'
  );
}

function isCheckout(folder) {
  try {
    const { workspaces } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Array.isArray(workspaces) && workspaces.includes('kernel-lib');
  } catch {
    return false;
  }
}
