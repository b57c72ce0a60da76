import { fragmentOf, type Place } from './place';

/** The page's address, as far as it names places in files. */
export interface PageAddress {
  /** An address that opens a file at a place, here or in another browser. */
  linkTo(path: string, place: Place): string;
  /** The place in a file that the page was opened with; handed out once; empty where there is none. */
  taken(path: string): string;
  /** Shows the place of the file that is in front, so that a reload or a copy opens the same one. */
  show(path: string, fragment: string): void;
  /** Calls back with the place that somebody names in the address line, or goes back to. */
  onAsked(listener: (namedIn: (path: string) => string) => void): void;
  /** Calls back after the application has written an address of its own, which names no place. */
  onOverwritten(listener: () => void): void;
}

/** What writes the application's own addresses. */
interface Router {
  navigate(
    path: string,
    options?: { readonly hard?: boolean; readonly skipRouting?: boolean }
  ): void;
}

/** What a page's address is made of. */
interface AddressParts {
  readonly window: Pick<Window, 'location' | 'history' | 'addEventListener'>;
  readonly router: Router | null;
  /** The server's address, with a slash at its end. */
  readonly base: string;
  /** How the path of a page with one file begins, as `lab/tree`. */
  readonly app: string;
  /** The address with a file in front, in the workspace that is open. */
  readonly addressOf: (path: string) => string;
}

/** The address of a page that shows files of episodes. */
export function pageAddress({ window, router, base, app, addressOf }: AddressParts): PageAddress {
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
    show: (path, fragment) => {
      const { location, history } = window;
      const { pathname, search } = names(location.pathname, path)
        ? location
        : new URL(addressOf(path), base);
      const shown = `${pathname}${search}${fragment}`;
      if (`${location.pathname}${location.search}${location.hash}` !== shown)
        history.replaceState(history.state, '', shown);
    },
    onAsked: listener =>
      window.addEventListener('hashchange', () => {
        const { pathname, hash: asked } = window.location;
        listener(path => (names(pathname, path) ? asked : ''));
      }),
    onOverwritten: listener => {
      if (router) afterWriting(router, listener);
    }
  };
}

/** The router tells only of what it routes, so whoever writes an address past that is overheard. */
function afterWriting(router: Router, then: () => void): void {
  const navigate = router.navigate.bind(router);
  router.navigate = (path, options) => {
    navigate(path, options);
    const isWrittenOnly = options?.skipRouting && !options.hard;
    if (isWrittenOnly) queueMicrotask(then); // its writer notes first what it has written
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
