import { api } from '../api';
import { beginSession, endSession, type Session } from './session';

/** Signs in. Rejects with Problem: 401 when account and password do not fit, OTP_REQUIRED when a one-time password is missing. */
export async function signIn(account: string, password: string, otp?: string): Promise<void> {
  beginSession(await api.request<Session>('POST', '/admin/sessions', { account, password, otp }));
}

/** Signs out here at once and on the server if it can be reached; the token expires there in any case. */
export async function signOut(): Promise<void> {
  const told = api.request('DELETE', '/admin/sessions').catch(() => undefined);
  endSession('SIGNED_OUT');
  await told;
}
