import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds within the elements of a selector, by the rules of levels A and AA. */
export async function violationsIn(page: Page, selector: string): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
  const results = await page.evaluate<AxeResults>(
    `axe.run('${selector}', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`));
}

/** The folder for pictures for whoever works on the look: SOTOPIA_PI_SHOTS names it, if there is one. */
export function shotFolder(): string | undefined {
  const folder = process.env.SOTOPIA_PI_SHOTS;
  if (folder) mkdirSync(folder, { recursive: true });
  return folder || undefined;
}
