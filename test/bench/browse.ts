/* Opens long files of episodes in a real JupyterLab and prints how soon the list is there. */
import { mkdirSync } from 'node:fs';
import { writeIndex } from '../../kernel-lib/src/lab/file-index';
import { manyLines, nthLine, nthRatingLine } from '../support/index-lines';
import { LabSession, noBrowser } from '../support/lab';

const times = 3;

interface Opened {
  readonly episodes: number;
  readonly indexSeconds: number;
  /** From the double click to the list, and to the judge's scores in it; the best of three. */
  readonly listSeconds: number;
  readonly scoresSeconds: number;
}

async function opened(lab: LabSession, episodes: number): Promise<Opened> {
  const name = `of-${episodes}`;
  mkdirSync(`${lab.files}/${name}`);
  const paths = ['episodes', 'ratings'].map(kind => `${lab.files}/${name}/${kind}.jsonl`);
  await manyLines(paths[0]!, episodes, nthLine);
  await manyLines(paths[1]!, episodes, nthRatingLine);
  const begun = performance.now();
  for (const path of paths) await writeIndex(path);
  const indexSeconds = (performance.now() - begun) / 1000;
  const found: { list: number; scores: number }[] = [];
  for (let i = 0; i < times; i++) found.push(await openedOnce(lab, name));
  const best = (of: (each: { list: number; scores: number }) => number) =>
    Math.min(...found.map(of));
  return {
    episodes,
    indexSeconds,
    listSeconds: best(({ list }) => list),
    scoresSeconds: best(({ scores }) => scores)
  };
}

async function openedOnce(lab: LabSession, name: string) {
  const page = await lab.open(name);
  const file = page.locator('.jp-DirListing-item').getByText('episodes.jsonl', { exact: true });
  await file.waitFor();
  const begun = performance.now();
  const since = () => (performance.now() - begun) / 1000;
  await file.dblclick();
  await page.locator('.sot-list-head [role="status"]', { hasText: /\d episodes$/ }).waitFor();
  const list = since();
  await page.locator('.sot-goal').first().waitFor();
  const scores = since();
  await page.close();
  return { list, scores };
}

void (async () => {
  if (noBrowser) return console.log(JSON.stringify({ noBrowser }));
  const lab = new LabSession();
  lab.set('sotopia-pi-lab:plugin', { browseScores: true });
  await lab.start();
  try {
    const rows = [await opened(lab, 10_000), await opened(lab, 100_000)];
    console.log(JSON.stringify({ rows }));
  } finally {
    await lab.stop();
  }
})();
