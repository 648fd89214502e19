/** A drawer of the browser that may be missing or full; what can't be kept there is kept until the page is left. */
export interface Drawer {
  read<T>(name: string): T | null;
  /** False when the value is kept only until the page is left. */
  write(name: string, value: unknown): boolean;
  remove(name: string): void;
}

const PREFIX = 'kabao.h5.';

/** A drawer over the browser's storage; asking for the storage itself may throw where the person has barred it. */
export function drawer(storage: () => Storage): Drawer {
  const here = new Map<string, string>();
  function attempt<T>(act: (open: Storage) => T): T | null {
    try {
      return act(storage());
    } catch {
      return null;
    }
  }
  return {
    read<T>(name: string) {
      const kept = here.get(name) ?? attempt((open) => open.getItem(PREFIX + name)) ?? null;
      if (kept === null) return null;
      try {
        return JSON.parse(kept) as T;
      } catch {
        return null;
      }
    },
    write(name, value) {
      const content = JSON.stringify(value);
      const done = attempt((open) => {
        open.setItem(PREFIX + name, content);
        return true;
      });
      if (done) here.delete(name);
      else here.set(name, content);
      return done === true;
    },
    remove(name) {
      here.delete(name);
      attempt((open) => open.removeItem(PREFIX + name));
    },
  };
}

/** Kept while the tab is open, over reloads: sessions and half-filled forms. */
export const ofThisTab = drawer(() => sessionStorage);

/** Kept for the next visit: nothing personal. */
export const ofThisBrowser = drawer(() => localStorage);
