import { expect, test } from 'vitest';
import { series } from '../../../kernel-lib/src/figure/palette';
import { templateOf } from '../../../kernel-lib/src/figure/template';

const luminance = (hex: string) => {
  const channels = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255);
  const linear = channels.map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
};
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};

test.each(['light', 'dark'] as const)('in %s, every model stands out from its ground', theme => {
  const ground = String(templateOf(theme).layout.paper_bgcolor);
  for (const look of Object.values(series)) {
    expect(contrast(look[theme], ground), look.label).toBeGreaterThanOrEqual(3);
  }
});

test.each(['light', 'dark'] as const)('in %s, text and numbers can be read', theme => {
  const { paper_bgcolor: ground, font } = templateOf(theme).layout as {
    paper_bgcolor: string;
    font: { color: string };
  };
  expect(contrast(font.color, ground)).toBeGreaterThanOrEqual(7);
});

test('light and dark differ in colours only', () => {
  const withoutColors = (theme: 'light' | 'dark') =>
    JSON.stringify(templateOf(theme)).replace(/#[0-9A-F]{6}/g, '#');
  expect(withoutColors('dark')).toBe(withoutColors('light'));
});
