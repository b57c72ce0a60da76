/* Imports the library in the first cell of fresh kernels, in turns with others, and prints what it took. */
import { startedKernel } from '../support/kernel';

const times = 5;
const cells = {
  nothing: 'const one = 1;',
  ours: "import * as pi from 'sotopia-pi';",
  openai: "import OpenAI from 'openai'; typeof OpenAI;",
  danfojs: "import * as danfo from 'danfojs-node'; typeof danfo;"
};

type Name = keyof typeof cells;

interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

async function costOf(code: string): Promise<Cost> {
  const kernel = await startedKernel();
  try {
    await kernel.run('const before = process.cpuUsage();');
    const begun = performance.now();
    const { status, stderr } = await kernel.run(code);
    const wallSeconds = (performance.now() - begun) / 1000;
    if (status !== 'ok') throw new Error(`${code} ended with ${stderr}`);
    const { stdout } = await kernel.run('console.log(JSON.stringify(process.cpuUsage(before)));');
    const { user, system } = JSON.parse(stdout) as NodeJS.CpuUsage;
    return { wallSeconds, cpuSeconds: (user + system) / 1e6 };
  } finally {
    await kernel.end();
  }
}

const costs = new Map<Name, Cost[]>();
for (let i = 0; i < times; i++) {
  for (const name of Object.keys(cells) as Name[]) {
    costs.set(name, [...(costs.get(name) ?? []), await costOf(cells[name])]);
  }
}
console.log(JSON.stringify(Object.fromEntries(costs)));
