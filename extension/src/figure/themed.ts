import { plainTemplateOf } from '../../../kernel-lib/src/figure/template';
import { heightOf, type Drawing, type FigurePayload } from './payload';

/**
 * What to draw on a page: our dark drawing on a dark page, a template of its own where a figure has
 * one, else a template of the page's theme. A height is always there.
 */
export function themedDrawing(payload: FigurePayload, isDark: boolean): Drawing {
  const { data, layout } = isDark && payload.dark ? payload.dark : payload;
  const template = layout.template ?? plainTemplateOf(isDark ? 'dark' : 'light');
  return { data, layout: { ...layout, template, height: heightOf({ layout }) } };
}
