import { shallowRef } from 'vue';
import { ofThisTab } from '../ui/storage';

/** A signed-in customer's token for one app; it opens wx-api until `expiresAt` (ISO 8601). */
export interface Session {
  appId: string;
  token: string;
  expiresAt: string;
}

const KEY = 'session';
const TRIES = 'signIns';

/** What happened to the membership meanwhile; the server tells it once, at a sign-in. */
export type PersonNotice = 'PHONE_TAKEN_OVER' | 'JOINED_ELSEWHERE' | 'CARD_BOUND_ELSEWHERE';

export const notice = shallowRef<PersonNotice | null>(null);

/** The session of this tab, null when signed out. A reload keeps it, a closed tab ends it. */
export const session = shallowRef<Session | null>(stored());

export function beginSession(begun: Session): void {
  ofThisTab.write(KEY, begun);
  session.value = begun;
}

export function endSession(): void {
  ofThisTab.remove(KEY);
  session.value = null;
}

/** The token works, so the next sign-in is a first one again. */
export function sessionTaken(): void {
  ofThisTab.remove(TRIES);
}

/** How often the person was sent away to sign in since a token last worked. */
export function signInsTried(): number {
  return ofThisTab.read<number>(TRIES) ?? 0;
}

export function noteSignIn(): void {
  ofThisTab.write(TRIES, signInsTried() + 1);
}

function stored(): Session | null {
  const kept = ofThisTab.read<Session>(KEY);
  return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : null;
}
