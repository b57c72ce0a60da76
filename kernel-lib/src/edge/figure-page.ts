import { escaped } from '../base/escape';
import { rehearsalNotice, type Drawing, type Figure } from '../figure/schema';

/** The name under which plotly.js lies beside the pages. */
export const plotlyFile = 'plotly.min.js';

/**
 * A figure as a page that needs no network: the drawing, which follows the reader's light or
 * dark, its numbers as a table, and where they come from. Every text is shown letter by letter.
 * Where scripts do not run, as in JupyterLab, the picture is shown instead
 * (a PNG, where one is given) and the page says what to do.
 */
export function figurePage(figure: Figure, picture?: Buffer): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(figure.sentence)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(figure.sentence)}</h1>
${figure.rehearsal ? noticeOf() : ''}<div id="figure" role="img" aria-label="${escaped(figure.sentence)}. The table below has the numbers.">${pictureIn(picture)}</div>
<p id="still">${picture ? 'This is a still picture' : 'The figure is not drawn'}, because its scripts do not run here, as in JupyterLab. To draw it, open this file from its folder in a browser: ${plotlyFile} lies beside it.</p>
${tableOf(figure.table)}
${provenanceOf(figure)}
<script type="application/json" id="drawings">${embedded({ light: drawingOf(figure), dark: figure.dark })}</script>
<script src="${plotlyFile}"></script>
<script>${script}</script>
</body>
</html>
`;
}

function pictureIn(picture: Buffer | undefined): string {
  return picture ? `<img src="data:image/png;base64,${picture.toString('base64')}" alt="">` : '';
}

/** What a figure shows on a light ground, without what is said about it. */
export function drawingOf({ data, layout }: Figure): Drawing {
  return { data, layout };
}

/** A page without anything but a program that leaves the drawings as PNG data in its text. */
export function picturePage(
  drawings: readonly Drawing[],
  plotlyUrl: string,
  scale: number
): string {
  return `<!doctype html>
<meta charset="utf-8">
<body>
<script type="application/json" id="drawings">${embedded({ drawings, scale })}</script>
<script src="${escaped(plotlyUrl)}"></script>
<script>${pictureScript}</script>
</body>
`;
}

/** The PNGs that a picture page left in its text; none where it failed. */
export function picturesIn(html: string): Buffer[] {
  const pictures = [...html.matchAll(/<i>data:image\/png;base64,([A-Za-z0-9+/=]+)<\/i>/g)];
  return pictures.map(([, base64]) => Buffer.from(base64!, 'base64'));
}

const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; }
body { margin: 24px auto; max-width: 792px; padding: 0 16px; color: #1F1F1F; background: #FFFFFF; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.notice { border: 1px dashed #B8651B; padding: 4px 8px; border-radius: 3px; }
#figure { overflow: hidden; } #figure > * { transform-origin: 0 0; }
#figure > img { max-width: 100%; height: auto; background: #FFFFFF; }
#still { color: #5A5A5A; }
.numbers { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; margin: 16px 0; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { text-align: left; padding: 2px 12px 2px 0; border-bottom: 1px solid #E6E6E6; }
th.number, td.number { text-align: right; }
dt { color: #5A5A5A; } dd { margin: 0 0 8px; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { color: #F2F2F2; background: #111111; }
  th, td { border-color: #333333; } dt, #still { color: #B4B4B4; }
}`;

const script = `
const drawings = JSON.parse(document.getElementById('drawings').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)');
const figure = document.getElementById('figure');
const plot = document.createElement('div');
const fit = () => {
  const { width, height } = drawings.light.layout;
  const scale = Math.min(1, figure.clientWidth / width);
  plot.style.transform = scale < 1 ? 'scale(' + scale + ')' : '';
  plot.style.marginBottom = (scale - 1) * height + 'px';
};
const draw = () => {
  const { data, layout } = dark.matches ? drawings.dark : drawings.light;
  Plotly.purge(plot);
  Plotly.newPlot(plot, data, layout, { displayModeBar: false }).then(fit);
};
if (window.Plotly) {
  document.getElementById('still').remove();
  figure.replaceChildren(plot);
  draw();
  dark.addEventListener('change', draw);
  addEventListener('resize', fit);
}`;

const pictureScript = `
const { drawings, scale } = JSON.parse(document.getElementById('drawings').textContent);
const pictures = drawings.map(({ data, layout }) =>
  Plotly.toImage({ data, layout }, { format: 'png', width: layout.width, height: layout.height, scale })
);
Promise.all(pictures).then(
  urls => { document.body.innerHTML = urls.map(url => '<i>' + url + '</i>').join(''); },
  error => { document.body.textContent = 'failed: ' + error; }
);`;

function noticeOf(): string {
  return `<p class="notice"><strong>Rehearsal: simulated models.</strong> ${escaped(rehearsalNotice)}</p>\n`;
}

function tableOf(rows: Figure['table']): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const isNumber = (column: string) => rows.some(row => typeof row[column] === 'number');
  const cell = (tag: string, column: string, text: string) =>
    `<${tag}${isNumber(column) ? ' class="number"' : ''}>${escaped(text)}</${tag.split(' ')[0]}>`;
  const head = columns.map(column => cell('th scope="col"', column, column)).join('');
  const body = rows.map(row =>
    columns
      .map((column, i) => cell(i === 0 ? 'th scope="row"' : 'td', column, cellText(row[column])))
      .join('')
  );
  return `<div class="numbers" tabindex="0" role="region" aria-label="Numbers">
<table>
<caption>The numbers of this figure</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.map(cells => `<tr>${cells}</tr>`).join('\n')}
</tbody>
</table>
</div>`;
}

function cellText(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  const text = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return text.replace(/^-(?=0\.00$)/, '').replace('-', '−');
}

function provenanceOf({ provenance }: Figure): string {
  const list = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries).map(([name, value]) => `${name}: ${value}`);
  const item = (term: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `<dt>${term}</dt><dd>${lines.map(escaped).join('<br>')}</dd>\n`;
  return `<dl>
${item('Run', [provenance.run])}${item('Models', list(provenance.models))}${item('Prompts', list(provenance.prompts))}</dl>`;
}

/** Data inside a script element: no `<` is left that could end it. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
