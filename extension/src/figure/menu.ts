import type { Words } from '../words';
import type { Drawing, FigurePayload } from './payload';

/** A drawn figure. */
export interface Drawn {
  readonly plot: HTMLElement;
  readonly payload: FigurePayload;
  readonly drawing: Drawing;
  readonly title: string;
}

/** Fills the menu that saves a figure as a picture or as its data. */
export function fillMenu(menu: HTMLElement, drawn: Drawn, { __ }: Words): void {
  const name = slugOf(drawn.title);
  menu.setAttribute('aria-label', __('Save the figure'));
  menu.replaceChildren(
    saveButton(__('Save as PNG'), `${name}.png`, () => picture(drawn, 'png')),
    saveButton(__('Save as SVG'), `${name}.svg`, () => picture(drawn, 'svg')),
    saveButton(__('Save as JSON'), `${name}.json`, async () => jsonUrl(drawn.payload))
  );
}

async function picture({ plot, drawing }: Drawn, format: 'png' | 'svg'): Promise<string> {
  const { default: plotly } = await import('plotly.js-strict-dist-min');
  const svg = plot.querySelector('.main-svg');
  const [width, height] = ['width', 'height'].map(side => Number(svg?.getAttribute(side)));
  const scale = format === 'png' ? { scale: 2 } : {};
  return plotly.toImage(drawing, { format, width: width!, height: height!, ...scale });
}

function saveButton(label: string, name: string, make: () => Promise<string>): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sot-button';
  button.textContent = label;
  button.onclick = async () => {
    const link = document.createElement('a');
    link.href = await make();
    link.download = name;
    link.click();
  };
  return button;
}

function jsonUrl(payload: FigurePayload): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(payload))}`;
}

function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
  return plain.replace(/^-+|(?<!-)-+$/g, '') || 'figure';
}
