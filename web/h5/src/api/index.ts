import { endSession, session, sessionTaken } from '../access/session';
import { language } from '../words';
import { apiClient } from './client';

/** The pages' way to wx-api, which serves them: same origin, no other host. */
export const api = apiClient({
  token: () => session.value?.token ?? null,
  language,
  sessionTaken,
  sessionEnded: endSession,
  fetch: (input, init) => fetch(input, init),
});
