import { jsonLine } from '../base/json';
import type { Row } from './schema';

/**
 * The rows as LLaMA-Factory reads them (Alpaca's fields), as one list of JSON.
 *
 * Source: sotopia-pi, llm_rl/preprocess/create_sft_data.py: the instruction is empty.
 */
export function* toLlamaFactory(rows: Iterable<Row>): Generator<string, void> {
  let before = '[\n';
  for (const { prompt, completion } of rows) {
    const record = { instruction: '', input: prompt, output: completion };
    yield before + indented(jsonLine(record, 4));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

// By line breaks alone: a text may hold U+2028, which patterns take for one as well.
function indented(json: string): string {
  return json
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n');
}

/**
 * What LLaMA-Factory has to know of data files, its `dataset_info.json`.
 *
 * Shapes: names[D] of data sets → an entry each, whose file is `<name>.json`
 * Source: LLaMA-Factory, data/README.md.
 */
export function datasetInfo(names: readonly string[]): string {
  const columns = { prompt: 'instruction', query: 'input', response: 'output' };
  const entries = names.map(name => [name, { file_name: `${name}.json`, columns }] as const);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
