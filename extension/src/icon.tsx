const paths = {
  gesture:
    'M2.5 8S4.5 4 8 4s5.5 4 5.5 4-2 4-5.5 4-5.5-4-5.5-4ZM8 9.6A1.6 1.6 0 1 0 8 6.4a1.6 1.6 0 0 0 0 3.2Z',
  action: 'M3 8h9M8.5 4 12.5 8l-4 4',
  leave: 'M9.5 2.5h-6v11h6M7 8h6.5M11 5.5 13.5 8 11 10.5',
  repaired: 'M13 4.5a3.2 3.2 0 0 1-4.2 4L5 12.8 3.2 11l4.3-3.8a3.2 3.2 0 0 1 4-4.2L9.6 5l1.4 1.4Z',
  blind: 'M2 8s2-4 6-4 6 4 6 4-2 4-6 4-6-4-6-4ZM3 13 13 3',
  up: 'M5 7.5v6H2.5v-6zM5 7.5 8 2.2c1.2 0 1.8.9 1.5 2L9 6.5h3.6c.8 0 1.4.8 1.1 1.6l-1.3 4.4c-.2.6-.6 1-1.2 1H5',
  down: 'M5 8.5v-6H2.5v6zM5 8.5l3 5.3c1.2 0 1.8-.9 1.5-2L9 9.5h3.6c.8 0 1.4-.8 1.1-1.6l-1.3-4.4c-.2-.6-.6-1-1.2-1H5',
  flag: 'M4 14V2.5M4 3h8l-2 3 2 3H4',
  draft: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z',
  saving: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  saved: 'M3 8.5l3.2 3.2L13 4.8',
  unsaved: 'M8 2.5 14 13.5H2zM8 6.8v3M8 11.6v.2',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3',
  stale: 'M3.5 8h.1M8 8h.1M12.4 8h.1',
  limit: 'M3 3.5h10M3 12.5h10M8 5.5v5',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 14 14',
  link: 'M6.5 9.5l3-3M7 4.5l1.4-1.4a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5l-1.4 1.4a2.8 2.8 0 0 1-4-4L5 7.5',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M13 6.5l-3-3M13 6.5l-3 3'
} as const;

export type IconName = keyof typeof paths;

/** A small drawing beside a word; it never stands alone for anything. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={name === 'saving' ? 'sot-spin' : undefined}
    >
      <path d={paths[name]} />
    </svg>
  );
}
