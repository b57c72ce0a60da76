import { describe, expect, test } from 'vitest';
import { drawingFor, FigurePayload, heightOf } from '../../extension/src/figure';

const payload = (part: object) => FigurePayload.parse({ data: [], layout: {}, ...part });
const drawn = (part: object, isDark = false) => drawingFor(payload(part), isDark, 'INK');

describe('a drawing', () => {
  test('is the one for the ground where there are two', () => {
    const dark = { data: [], layout: { title: 'dark' } };
    const both = { layout: { title: 'light' }, dark };
    expect(drawn(both).layout).toEqual({ title: 'light' });
    expect(drawn(both, true).layout).toEqual({ title: 'dark' });
  });

  test('that is made for a light page takes the ink of a dark one', () => {
    const layout = { font: { size: 9 } };
    expect(drawn({ layout }, true).layout).toMatchObject({ font: { size: 9, color: 'INK' } });
    expect(drawn({ layout }).layout).toEqual(layout);
  });

  test('has no picture from elsewhere in it, however deep', () => {
    const images = [{ source: 'http://x/y.png' }, { source: 'data:image/png;base64,AA' }, 7];
    const { layout } = drawn({ layout: { images, template: { layout: { images } } } });
    const own = [images[1]];
    expect(layout).toEqual({ images: own, template: { layout: { images: own } } });
  });

  test.each([
    ['<b style="background:url(http://x)">bold</b>', '<b>bold</b>'],
    ['<a href="javascript:run()" target=_top>press</a>', '<a>press</a>'],
    ["<span\nstyle='color:red'>x</span>", '<span>x</span>'],
    ['two<br>lines', 'two<br>lines'],
    ['3 < 4 and 5 > 2', '3 < 4 and 5 > 2']
  ])('has labels whose tags name nothing: %s', (text, label) => {
    const part = { data: [{ text: [[text]], name: text }], layout: { annotations: [{ text }] } };
    expect(drawn(part)).toEqual({
      data: [{ text: [[label]], name: label }],
      layout: { annotations: [{ text: label }] }
    });
  });
});

test.each([
  [320, 320],
  [undefined, 450],
  ['320', 450],
  [-1, 450]
])('a height of %j keeps a place of %i px until the figure is drawn', (height, px) => {
  expect(heightOf(payload({ layout: { height } }))).toBe(px);
});
