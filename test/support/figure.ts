import type { Figure } from '../../kernel-lib/src/figure/schema';

const layout = { width: 300, height: 200 };

/** A small figure: one bar, a table of two rows. */
export const figure: Figure = {
  name: 'small',
  sentence: 'Nothing is proven',
  rehearsal: false,
  data: [{ type: 'bar', x: ['base'], y: [3.25] }],
  layout,
  dark: {
    data: [{ type: 'bar', x: ['base'], y: [3.25] }],
    layout: { ...layout, paper_bgcolor: '#111111' }
  },
  table: [
    { model: 'base', mean: 3.25 },
    { model: 'BC', mean: null }
  ],
  provenance: { run: 'test-run', prompts: { judge: 'a hash' }, models: { judge: 'model-b' } }
};
