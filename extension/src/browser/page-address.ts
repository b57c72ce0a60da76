import { fragmentOf, type Place } from './place';

/** The page's address, as far as it names places in files. */
export interface PageAddress {
  /** An address that opens a file at a place, here or in another browser. */
  linkTo(path: string, place: Place): string;
  /** The place in a file that the page was opened with; handed out once; empty where there is none. */
  taken(path: string): string;
  /** Follows the reader of the file that the address names, so that a reload opens the same place. */
  follow(path: string, fragment: string): void;
}

/** What a page's address is made of. */
interface AddressParts {
  readonly window: Pick<Window, 'location' | 'history'>;
  /** The server's address, with a slash at its end. */
  readonly base: string;
  /** How the path of a page with one file begins, as `lab/tree`. */
  readonly app: string;
}

/** The address of a page that shows files of episodes. */
export function pageAddress({ window, base, app }: AddressParts): PageAddress {
  const names = (pathname: string, path: string) => decoded(pathname).endsWith(`/${path}`);
  const { pathname: opened } = window.location; // JupyterLab shows another one while it starts
  let { hash } = window.location;
  return {
    linkTo: (path, place) => {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      return new URL(`${app}/${encoded}${fragmentOf(place)}`, base).href;
    },
    taken: path => {
      if (hash === '' || !names(opened, path)) return '';
      const found = hash;
      hash = '';
      return found;
    },
    follow: (path, fragment) => {
      const { location, history } = window;
      if (!names(location.pathname, path) || location.hash === fragment) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}${fragment}`);
    }
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
