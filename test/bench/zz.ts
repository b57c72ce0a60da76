import { nthLine, nthRatingLine } from '../support/index-lines';
import { LabSession } from '../support/lab';
import { testRun } from '../support/transcripts';
void (async () => {
  const lab = new LabSession({ jupyter: '/tmp/x/venv/bin/jupyter', app: 'notebook' });
  lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id, simulated: true }));
  lab.write('runs/test/episodes.jsonl', Array.from({ length: 12 }, (_, i) => nthLine(i + 1)).join(''));
  lab.write('runs/test/ratings.jsonl', Array.from({ length: 12 }, (_, i) => nthRatingLine(i + 1)).join(''));
  await lab.start();
  try {
    const page = await lab.open('runs/test/episodes.jsonl');
    page.on('console', m => console.log(m.text()));
    await page.waitForTimeout(5000);
    await page.screenshot({ path: '/tmp/x/nb7.png' });
    console.log(page.url());
    await page.getByRole('listbox', { name: 'Episodes' }).getByRole('option').nth(2).click();
    await page.waitForTimeout(1000);
    console.log(await page.getByRole('link', { name: 'Copy link' }).getAttribute('href'));
    await page.screenshot({ path: '/tmp/x/nb7b.png' });
    const other = await page.context().newPage();
    await other.goto((await page.getByRole('link', { name: 'Copy link' }).getAttribute('href'))!);
    await other.waitForTimeout(5000);
    await other.screenshot({ path: '/tmp/x/nb7c.png' });
  } finally { await lab.stop(); }
})();
