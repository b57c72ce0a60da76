import type { Words } from '../words';

/** What was removed from a figure, or drawn in another way, because it needs another server. */
export type LeftOut = 'links' | 'pictures' | 'tiles' | 'addresses' | 'buttons';

/** What was left out of a figure, and the kinds of traces that Plotly does not know. */
export interface Report {
  readonly parts: Set<LeftOut>;
  readonly unknownTypes: Set<string>;
}

/** What to tell a reader about what was left out, one sentence each. */
export function sentencesOf({ parts, unknownTypes }: Report, { __ }: Words): string[] {
  const sentences: Readonly<Record<LeftOut, string>> = {
    links: __('Links in its labels were left out.'),
    pictures: __('Pictures from an address were left out; pictures inside the figure are drawn.'),
    tiles: __('Map tiles need another server: the map is drawn with outlines instead.'),
    addresses: __('Shapes from an address were left out; shapes inside the figure are drawn.'),
    buttons: __('Buttons that load something from an address do nothing.')
  };
  return [
    ...[...parts].map(part => sentences[part]),
    ...[...unknownTypes].map(type => __('Plotly has no chart of the type “%1”: not drawn.', type))
  ];
}
