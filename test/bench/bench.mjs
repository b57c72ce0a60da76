/* `npm run bench`: what the method costs on this machine, side by side, and into docs/bench.md. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundled } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const probe = join(root, 'test/bench/probe.cjs');
const desk = mkdtempSync(join(tmpdir(), 'sotopia-pi-bench-'));

try {
  run(['kernel-lib/setup/setup.mjs'], root); // builds what is not built
  const load = loadavg()[0];
  const start = measured(
    ['kernel-lib/setup/start.mjs', '--json', '--run', join(desk, 'start')],
    root
  );
  const paper = measured(paperScale(), root);
  const bare = await bareHandler(join(desk, 'paper'));
  const text = report({ start, paper, bare, load });
  console.log(text);
  writeFileSync(join(root, 'docs/bench.md'), text);
} finally {
  rmSync(desk, { recursive: true, force: true });
}

function paperScale() {
  const folder = join(desk, 'paper');
  return [
    'kernel-lib/dist/cli.cjs',
    'run',
    '--json',
    '--tasks',
    '100',
    '--pairs',
    '10',
    '--run',
    folder
  ];
}

/** Runs a program of ours to its end and returns what it used and what it said of itself. */
function measured(args, cwd) {
  const file = join(desk, 'probe.json');
  const said = run(['--require', probe, ...args], cwd, { SOTOPIA_PI_PROBE: file });
  const { calls } = JSON.parse(said.trimEnd().split('\n').at(-1));
  return { ...JSON.parse(readFileSync(file, 'utf8')), calls };
}

/** Everything that a run asked its models, asked again of the bare server in a process of its own. */
async function bareHandler(folder) {
  const program = join(desk, 'bare-handler.cjs');
  symlinkSync(join(root, 'node_modules'), join(desk, 'node_modules'));
  await bundled({
    entryPoints: [join(root, 'test/bench/bare-handler.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent'
  });
  const file = join(desk, 'probe.json');
  const said = run(['--require', probe, program, folder], root, { SOTOPIA_PI_PROBE: file });
  const { calls, milliseconds } = JSON.parse(said.trimEnd().split('\n').at(-1));
  return { calls, wallSeconds: milliseconds / 1000 };
}

function run(args, cwd, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function report({ start, paper, bare, load }) {
  const row = (name, { wallSeconds, cpuSeconds, calls, peakMegabytes }) => [
    name,
    wallSeconds.toFixed(1),
    cpuSeconds === undefined ? '' : cpuSeconds.toFixed(1),
    calls.toLocaleString('en'),
    Math.round(calls / wallSeconds).toLocaleString('en'),
    peakMegabytes === undefined ? '' : Math.round(peakMegabytes).toLocaleString('en')
  ];
  const perCall = ({ calls, wallSeconds }) => (1000 * wallSeconds) / calls;
  const rows = [
    ['', 'wall s', 'CPU s', 'calls', 'calls/s', 'peak MB'],
    Array(6).fill('---'),
    row('`npm start` (the default scale, with figures)', start),
    row('`sotopia-pi run --tasks 100 --pairs 10` (the paper’s scale)', paper),
    row('the bare server, asked the same', bare)
  ];
  const [{ model }] = cpus();
  const share = (100 * perCall(bare)) / ((1000 * paper.wallSeconds) / paper.calls);
  return `# What a run costs

Written by \`npm run bench\`; run it for the figures of your own machine. Embedded models, one process, no network.

${rows.map(cells => `| ${cells.join(' | ')} |`).join('\n')}

Of a call’s ${perCall(paper).toFixed(2)} ms at the paper’s scale the embedded models take ${perCall(bare).toFixed(2)} ms, ${share.toFixed(0)} %: through client, schemas, ledger and files a call takes ${(perCall(paper) / perCall(bare)).toFixed(1)} times as long as the bare answer. Behind a real server all of that is small beside the server’s own time.

Measured with Node ${process.versions.node} on ${cpus().length} × ${model.trim()}, load ${load.toFixed(1)} when it began${load > cpus().length ? ': **the machine was busy with other work, so wall times are too long**' : ''}.
`;
}
