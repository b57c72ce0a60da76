import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { desk, root } from './measure.mjs';
import { spawnSync } from 'node:child_process';
const program = join(desk, 'x.mjs');
await build({ entryPoints: [join(root, process.argv[2])], outfile: program, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/bench/x.ts'))) }, logLevel: 'silent' });
spawnSync(process.execPath, [program], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 100000 });
