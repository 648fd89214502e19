import { shallowRef } from 'vue';

/** The page's own addresses. */
export type Route =
  | { page: 'HOME' }
  | { page: 'CLAIM'; scene: string }
  | { page: 'CARDS' }
  | { page: 'CARD'; id: string }
  | { page: 'UNKNOWN' };

/** Reads a path of the browser, such as `/m/claim/…`. */
export function routeOf(path: string): Route {
  const [first, second, ...rest] = path.replace(/^\/m\/?/, '').replace(/\/$/, '').split('/');
  if (rest.length > 0) return { page: 'UNKNOWN' };
  if (first === '' && second === undefined) return { page: 'HOME' };
  if (first === 'claim' && /^[0-9A-Za-z]{1,32}$/.test(second ?? '')) return { page: 'CLAIM', scene: second as string };
  if (first === 'cards' && second === undefined) return { page: 'CARDS' };
  if (first === 'cards' && /^[0-9]{1,19}$/.test(second as string)) return { page: 'CARD', id: second as string };
  return { page: 'UNKNOWN' };
}

/** What a visit to an address carries along over reloads and going back. */
interface Luggage {
  /** The card was claimed a moment ago. */
  fresh?: boolean;
  /** The list of all cards is wanted, even where it holds one. */
  all?: boolean;
}

/** The address shown. */
export const route = shallowRef<Route>({ page: 'HOME' });

/** Goes to another address of the page; `instead`: the present one is not to be come back to. */
export function go(path: string, { instead = false, ...luggage }: Luggage & { instead?: boolean } = {}): void {
  if (instead) history.replaceState(luggage, '', path);
  else history.pushState(luggage, '', path);
  window.scrollTo(0, 0);
  show();
}

/** What this visit carries along. */
export function luggage(): Luggage {
  return (history.state as Luggage | null) ?? {};
}

/** Shows the browser's address now and whenever the person goes back or forth. */
export function followAddress(): void {
  window.addEventListener('popstate', show);
  show();
}

function show(): void {
  route.value = routeOf(location.pathname);
}
