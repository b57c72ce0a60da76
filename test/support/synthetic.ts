import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { socialChem } from '../../kernel-lib/src/inspiration/read-social-chem';

/** Data as big as the published ones, made up. */

/** Social Chemistry with so many rows, of which a share is distinct, half of them quoted. */
export async function syntheticCorpus(path: string, rows: number, share = 0.3): Promise<number> {
  const out = createWriteStream(path);
  let bytes = 0;
  const write = async (line: string) => {
    bytes += line.length;
    if (!out.write(line)) await once(out, 'drain');
  };
  await write(`${socialChem.columns.join('\t')}\n`);
  for (let i = 0; i < rows; i++) {
    const situation = `not wanting to be around my friend number ${i % Math.ceil(rows * share)}`;
    const cell = i % 2 === 0 ? situation : `"${situation} who said ""hello"""`;
    const row = socialChem.columns.map(column =>
      column === 'situation'
        ? cell
        : column.length > 10
          ? `rot/confessions/${i}`
          : 'morality-ethics|advice'
    );
    await write(`${row.join('\t')}\n`);
  }
  out.end();
  await once(out, 'close');
  return bytes;
}

const words = 'words and words '.repeat(9);

/** An EpisodeLog of twenty turns and about 16 kB, whose goal scores are `i` modulo 10 and 7. */
export function syntheticLog(i: number): Record<string, unknown> {
  const names = ['Ava Reed', 'Ben Okoye'] as const;
  const told = `\nHere is the context of this interaction:\n${'background '.repeat(90)}\nConversation Starts:\n`;
  const messages = Array.from({ length: 20 }, (_, round) => {
    const seen =
      round === 0 ? told : `Turn #${round - 1}: ${names[(round + 1) % 2]} said: "${words}${i}"\n`;
    return [
      ...names.map(name => ['Environment', name, seen]),
      ...names.map((name, seat) => [
        name,
        'Environment',
        round % 2 === seat ? `said: "${words}${i}"` : 'did nothing'
      ])
    ];
  });
  const scores = (goal: number) => [
    3,
    {
      believability: 8,
      relationship: 2,
      knowledge: 3,
      secret: 0,
      social_rules: 0,
      financial_and_material_benefits: 1,
      goal,
      overall_score: 3
    }
  ];
  return {
    pk: `01HM${String(i).padStart(22, '0')}`,
    environment: `01HENV${i % 90}`,
    agents: [`agent-${i % 40}`, `agent-${40 + (i % 39)}`],
    tag: 'benchmark_m1_m2_judge_hard_trial0',
    models: ['judge', 'm1', 'm2'],
    messages: [...messages, names.map(name => ['Environment', name, 'Turn #19: …\n'])],
    reasoning: 'because '.repeat(120),
    rewards: [scores(i % 10), scores(7)],
    rewards_prompt: `Prompt after formatting:\n${'text '.repeat(200)}`
  };
}

/** A store of so many logs, one file each, as sotopia writes them. */
export function syntheticStore(folder: string, n: number): void {
  mkdirSync(join(folder, 'EpisodeLog'), { recursive: true });
  for (let i = 0; i < n; i++) {
    const log = syntheticLog(i);
    writeFileSync(
      join(folder, 'EpisodeLog', `${String(log.pk)}.json`),
      JSON.stringify(log, undefined, 2)
    );
  }
}

/** A file of so many logs, one a line. */
export async function syntheticLines(path: string, n: number): Promise<void> {
  const out = createWriteStream(path);
  for (let i = 0; i < n; i++) {
    if (!out.write(`${JSON.stringify(syntheticLog(i))}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
