import { language } from '../i18n';
import { endSession, session } from '../access/session';
import { apiClient } from './client';

/** The console's way to admin-api, which serves these pages: same origin, no other host. */
export const api = apiClient({
  token: () => session.value?.token ?? null,
  language: () => language.value,
  sessionEnded: () => endSession('REFUSED'),
  fetch: (input, init) => fetch(input, init),
});
