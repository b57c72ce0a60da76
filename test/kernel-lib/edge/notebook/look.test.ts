import { DataFrame } from 'danfojs-node';
import { describe, expect, test, vi } from 'vitest';
import { episodeBundle } from '../../../../kernel-lib/src/edge/notebook/episode';
import { figureBundle } from '../../../../kernel-lib/src/edge/notebook/figure';
import { pairBundle } from '../../../../kernel-lib/src/edge/notebook/pair';
import { gridOf, tableBundle } from '../../../../kernel-lib/src/edge/notebook/table';
import { put, type Bundle } from '../../../../kernel-lib/src/edge/notebook/show';
import { bundleFor } from '../../../../kernel-lib/src/lab/show/show';
import { parseTranscript } from '../../../../kernel-lib/src/transcript/schema';
import { figure } from '../../../support/figure';
import { hostilePayloads } from '../../../support/hostile-payloads';

/** The payloads that are transcripts all the same: what is hostile in them are their texts. */
const transcripts = hostilePayloads.flatMap(([name, payload]) => {
  try {
    return [[name, parseTranscript(payload)] as const];
  } catch {
    return [];
  }
});

/** Every text that stands anywhere in a payload, once. */
const texts = [...new Set(hostilePayloads.flatMap(([, payload]) => textsIn(payload, 20)))];

function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...textsIn(part, depth - 1)]);
}

const unescaped = /<(script|img|iframe|style|link)|<[^>]*\son[a-z]+=/i;
const controls = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** What a page and a terminal get of an output. */
function expectHarmless(bundle: Bundle): void {
  expect(String(bundle['text/html'])).not.toMatch(unescaped);
  expect(bundle['text/plain']).not.toMatch(controls);
}

describe('as a page and on a terminal nothing of it is run', () => {
  test.each(transcripts)('%s', (_, talk) => expectHarmless(episodeBundle(talk)));

  test.each(transcripts)('beside itself: %s', (_, talk) =>
    expectHarmless(pairBundle({ version: 1, episodes: [talk, { ...talk, episode: 'other' }] }))
  );

  test('a table of all of these texts, as names of columns and as cells', () => {
    const row = Object.fromEntries(texts.map((text, i) => [`${i} ${text}`, text]));
    expectHarmless(tableBundle(gridOf([row], texts.join(' ')), false));
  });

  test('a DataFrame of them', () => {
    const columns = texts.map((text, i) => `${i} ${text}`);
    expectHarmless(bundleFor(new DataFrame([texts], { columns })));
  });

  test.each(texts.map(text => [text.slice(0, 40), text]))('a figure labelled %j', (_, text) => {
    const provenance = { ...figure.provenance, run: text };
    expectHarmless(
      figureBundle({ ...figure, sentence: text, table: [{ [text]: text }], provenance })
    );
  });
});

test('what is printed outside of a notebook moves no cursor', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  put({ 'text/plain': 'one\u001b[2J\ntwo' });
  expect(written.mock.calls).toEqual([['one\\x1b[2J\ntwo\n']]);
  written.mockRestore();
});

test('every output is a page that MathJax leaves alone', () => {
  const page = String(tableBundle(gridOf([{ offer: '$20 … $30' }]), false)['text/html']);
  expect(page).toMatch(/^<div class="mathjax_ignore tex2jax_ignore">/);
});
