import type { SentenceKey } from './i18n';

declare module 'vue-router' {
  interface RouteMeta {
    /** Names the page in the title of its tab. */
    title?: SentenceKey;
    /** Reachable without a session. */
    open?: boolean;
  }
}
