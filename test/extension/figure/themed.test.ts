import { describe, expect, test } from 'vitest';
import { configOf } from '../../../extension/src/figure/config';
import { FigurePayload, heightOf } from '../../../extension/src/figure/payload';
import { themedDrawing } from '../../../extension/src/figure/themed';
import { plainTemplateOf } from '../../../kernel-lib/src/figure/template';

const payload = (part: object) => FigurePayload.parse({ data: [], layout: {}, ...part });
const layoutOf = (part: object, isDark = false) => themedDrawing(payload(part), isDark).layout;

describe('a figure on a page', () => {
  test('is the drawing for its ground where there are two', () => {
    const both = { layout: { title: 'light' }, dark: { data: [], layout: { title: 'dark' } } };
    expect(layoutOf(both).title).toBe('light');
    expect(layoutOf(both, true).title).toBe('dark');
  });

  test('without a template follows the theme, its grid included', () => {
    expect(layoutOf({}).template).toEqual(plainTemplateOf('light'));
    expect(layoutOf({ layout: null }, true).template).toEqual(plainTemplateOf('dark'));
  });

  test.each([{}, { layout: { paper_bgcolor: 'white' } }])('keeps its own template %j', template => {
    expect(layoutOf({ layout: { template } }, true).template).toEqual(template);
  });

  test.each([
    [320, 320],
    [undefined, 360],
    ['320', 360],
    [-1, 360]
  ])('with a height of %j is %i px high', (height, px) => {
    expect(heightOf(payload({ layout: { height } }))).toBe(px);
    expect(layoutOf({ layout: { height } }).height).toBe(px);
  });
});

test('the settings of a figure name no server', () => {
  const config = { plotlyServerURL: 'http://x', topojsonURL: 'http://x', scrollZoom: true };
  expect(configOf(payload({ config }))).toMatchObject({
    scrollZoom: true,
    plotlyServerURL: '',
    topojsonURL: 'data:,',
    typesetMath: false
  });
});
