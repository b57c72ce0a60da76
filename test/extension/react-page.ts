import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';

/** An empty part of the page, and the root of what React draws there. */
export interface ReactPage {
  readonly page: HTMLElement;
  readonly root: Root;
}

/** Opens one before a test. */
export function openPage(): ReactPage {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const page = document.body.appendChild(document.createElement('div'));
  return { page, root: createRoot(page) };
}

/** Takes it off after the test. */
export async function closePage({ page, root }: ReactPage): Promise<void> {
  await act(async () => root.unmount());
  page.remove();
}
