/* What our engine adds to the calls that it makes, beside bare clients that make the same calls. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, desk, measured, median, root, table } from './measure.mjs';
import { installPeer, withPeer } from './peer.mjs';

export const title = 'The engine against a server';

const callsInARow = 21; // twenty turns and a rating
const rounds = 3; // of each program beside the others; the middle one counts
const atOnce = [20, 100, 400];
const latencies = [0, 50, 500]; // ms

const peerAt = [
  [100, 50],
  [400, 50]
];

export async function section({ peer }) {
  const programs = {
    engine: await compiled('engine.ts'),
    client: await compiled('bare-client.ts')
  };
  const rows = await besideServers(latencies, (address, latency) =>
    atOnce.map(n => rowOf(programs, address, n, latency))
  );
  const beside = peer ? `\n\n${await peerTable(programs)}` : '';
  return `Episodes of ${callsInARow} calls, one after another, all episodes at once, against a server of its own process that answers after a given time. Ours plays, rates, checks, records every call and writes the run folder; \`openai\` is OpenAI’s own client, over the pool we use, with the same prompts; \`undici\` is a request and a parsed answer. *Ideal* is ${callsInARow} × the latency. Every figure is the middle one of ${rounds} runs, in which the programs take turns.

${table([
  [
    'at once × latency',
    'ideal s',
    'ours s',
    'of ideal',
    'episodes/s',
    '`openai` s',
    '`undici` s',
    'CPU ms an episode: ours, `openai`, `undici`',
    'of `openai`',
    'peak MB: ours, `openai`'
  ],
  ...rows
])}${beside}`;
}

/** What is measured beside a server of each latency, one after another. */
async function besideServers(latencies, measure) {
  const all = [];
  for (const latency of latencies) {
    const server = await serverWith(latency);
    try {
      all.push(...measure(server.address, latency));
    } finally {
      server.end();
    }
  }
  return all;
}

/** The same episodes played by the peer: same server, tasks, people and turns. */
async function peerTable({ engine }) {
  installPeer();
  const rows = await besideServers(
    [...new Set(peerAt.map(([, latency]) => latency))],
    (address, latency) =>
      peerAt
        .filter(each => each[1] === latency)
        .map(([n]) => {
          const folder = join(desk, `beside-${n}-${latency}`);
          const [ours, theirs] = middlesOf([
            () => played(engine, address, folder, n),
            () => withPeer('peer_engine.py', [address, folder])
          ]);
          const rate = ({ seconds }) => n / seconds;
          return [
            `${n} × ${latency} ms`,
            ...[ours, theirs].map(each => rate(each).toFixed(1)),
            (rate(ours) / rate(theirs)).toFixed(1),
            [ours, theirs].map(({ cpuSeconds }) => ((1000 * cpuSeconds) / n).toFixed(0)).join(', '),
            [ours, theirs].map(({ megabytes }) => Math.round(megabytes)).join(', ')
          ];
        })
  );
  return `The same episodes by sotopia 0.1.5, its logging off: the same server, tasks, people and number of turns.

${table([
  [
    'at once × latency',
    'episodes/s: ours',
    'sotopia',
    'times',
    'CPU ms an episode: ours, sotopia',
    'peak MB: ours, sotopia'
  ],
  ...rows
])}`;
}

function rowOf({ engine, client }, address, n, latency) {
  const folder = join(desk, `engine-${n}-${latency}`);
  const [ours, openai, undici] = middlesOf([
    () => played(engine, address, folder, n),
    () => measured([client, address, folder, 'openai']),
    () => measured([client, address, folder, 'undici'])
  ]);
  const ideal = (callsInARow * latency) / 1000;
  const cpu = ({ cpuSeconds }) => ((1000 * cpuSeconds) / n).toFixed(1);
  return [
    `${n} × ${latency} ms`,
    ideal.toFixed(2),
    ours.seconds.toFixed(2),
    ideal > 0 ? (ours.seconds / ideal).toFixed(2) : '',
    (n / ours.seconds).toFixed(0),
    openai.seconds.toFixed(2),
    undici.seconds.toFixed(2),
    [ours, openai, undici].map(cpu).join(', '),
    (ours.cpuSeconds / openai.cpuSeconds).toFixed(2),
    [ours, openai].map(({ megabytes }) => Math.round(megabytes)).join(', ')
  ];
}

/** Our engine, in a fresh run folder. */
function played(engine, address, folder, n) {
  rmSync(folder, { recursive: true, force: true });
  const ours = measured([engine, address, folder, String(n)]);
  if (ours.calls !== n * callsInARow) throw new Error(`${ours.calls} calls for ${n} episodes`);
  return ours;
}

/** The middle of several measurements of each program, which take turns; each figure on its own. */
function middlesOf(programs) {
  const taken = Array.from({ length: rounds }, () => programs.map(measure => measure()));
  return programs.map((_, i) => {
    const ofOne = taken.map(round => round[i]);
    return Object.fromEntries(
      Object.keys(ofOne[0]).map(figure => [figure, median(ofOne.map(each => each[figure]))])
    );
  });
}

/** A server in a process of its own. */
async function serverWith(latency) {
  const program = join(root, 'test/bench/server.mjs');
  const child = spawn(process.execPath, [program, String(latency)], {
    stdio: ['ignore', 'pipe', 2]
  });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { address: line.trim(), end: () => child.kill() };
}
