import { LabIcon } from '@jupyterlab/ui-components';

const pi =
  'M6 7.5h12v2h-2.1v5.4c0 .6.2.9.7.9.3 0 .6-.1.9-.2v1.9c-.5.2-1 .3-1.6.3-1.4 0-2.1-.8-2.1-2.3V9.5h-3.4c-.1 3-.5 5.6-1.5 8.3H6.7c1-2.7 1.4-5.3 1.5-8.3H6z';
const bubble =
  'M3 3.5h10.5A1.5 1.5 0 0 1 15 5v5.5a1.5 1.5 0 0 1-1.5 1.5H7.5L4 15v-3H3A1.5 1.5 0 0 1 1.5 10.5V5A1.5 1.5 0 0 1 3 3.5z';
const outline =
  'M17.5 9H20.5A1.5 1.5 0 0 1 22 10.5v6a1.5 1.5 0 0 1-1.5 1.5H20v3l-3.5-3h-5A1.5 1.5 0 0 1 10 16.5V15';

/** Shapes take the colours of the theme through JupyterLab's own classes. */
function iconOf(name: string, ...shapes: readonly string[]): LabIcon {
  const svgstr = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">${shapes.join('')}</svg>`;
  return new LabIcon({ name: `sotopia-pi:${name}`, svgstr });
}

const filled = (path: string) => `<path class="jp-icon3" fill="#616161" d="${path}"/>`;
const drawn = (path: string) =>
  `<path class="jp-icon3" stroke="#616161" stroke-width="1.5" stroke-linejoin="round" style="fill:none" d="${path}"/>`;

/** A file of episodes: the two speakers' bubbles, one filled and one outlined, as in a transcript. */
export const episodesIcon = iconOf('episodes', filled(bubble), drawn(outline));

/** The settings of a run, and the tour. */
export const piIcon = iconOf('pi', filled(pi), drawn('M12 2.5a9.5 9.5 0 1 0 .01 0z'));

/** A new notebook: a page with the sign. */
export const notebookIcon = iconOf('notebook', filled(pi), drawn('M4 2.5h16v19H4z'));

/** Rating: a bubble, and a tick below it. */
export const rateIcon = iconOf('rate', filled(bubble), drawn('M11 17.5l3.5 3.5L22 13.5'));
