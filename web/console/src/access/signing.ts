import { api } from '../api';
import { beginSession, endSession, type Session } from './session';

/** Signs in. Rejects with Problem, 401 when account and password do not fit. */
export async function signIn(account: string, password: string): Promise<void> {
  beginSession(await api.request<Session>('POST', '/admin/sessions', { account, password }));
}

/** Signs out here at once and on the server if it can be reached; the token expires there in any case. */
export async function signOut(): Promise<void> {
  const told = api.request('DELETE', '/admin/sessions').catch(() => undefined);
  endSession('SIGNED_OUT');
  await told;
}
