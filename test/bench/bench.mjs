/*
 * `npm run bench`: what the method costs on this machine, side by side, and into docs/bench.md.
 * It ends with 1 and says so where a figure misses its bar.
 * `-- --only line,files` measures these parts again and leaves the others as they are;
 * `-- --peer` installs sotopia 0.1.5 beside us and measures it too.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as browser from './browser.mjs';
import * as engine from './engine.mjs';
import * as files from './files.mjs';
import * as line from './line.mjs';
import * as local from './local.mjs';
import { missed, root, run } from './measure.mjs';
import * as notebook from './notebook.mjs';
import * as replies from './replies.mjs';

const parts = { line, engine, files, replies, notebook, browser, local };
const page = join(root, 'docs/bench.md');
const names = Object.keys(parts);

const { values } = parseArgs({
  options: { only: { type: 'string', default: names.join(',') }, peer: { type: 'boolean' } }
});
const chosen = values.only.split(',');
const unknown = chosen.filter(name => !names.includes(name));
if (unknown.length > 0) throw new Error(`expected ${names.join(', ')}, got ${unknown.join(', ')}`);

run(process.execPath, ['kernel-lib/setup/setup.mjs']); // builds what is not built
const sections = sectionsOf(page);
for (const name of chosen) {
  const { title, section } = parts[name];
  const load = loadavg()[0];
  const text = `${await section({ peer: values.peer })}\n\n${conditions(load)}`;
  sections.set(title, text);
  console.log(`## ${title}\n\n${text}\n`);
}
const titles = names.map(name => parts[name].title).filter(title => sections.has(title));
const body = titles.map(title => `## ${title}\n\n${sections.get(title)}\n`).join('\n');
const head =
  '# What it costs\n\nWritten by `npm run bench`; run it for the figures of your own machine.\n';
writeFileSync(page, `${head}\n${body}`);
for (const each of missed) console.error(`Missed its bar: ${each}`);
if (missed.length > 0) process.exitCode = 1;

/** The parts that stand in the page, by their titles. */
function sectionsOf(path) {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()])
  );
}

function conditions(load) {
  const [{ model }] = cpus();
  const busy = load > cpus().length;
  const note = busy ? '; the machine was busy with other work, so wall times are too long' : '';
  return `Node ${process.versions.node}, ${cpus().length} × ${model.trim()}, load ${load.toFixed(1)} when it began${note}.`;
}
