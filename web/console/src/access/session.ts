import { shallowRef } from 'vue';

/** Who is signed in, as admin-api tells it. */
export interface Operator {
  id: string;
  name: string;
  roles: string[];
  permissions: string[];
}

/** A signed-in operator's token; it opens admin-api until `expiresAt` (ISO 8601). */
export interface Session {
  token: string;
  expiresAt: string;
  operator: Operator;
}

export type Ending = 'SIGNED_OUT' | 'REFUSED';

const KEY = 'kabao.console.session';

/** The session of this tab, null when signed out. It lives in sessionStorage: a reload keeps it, a closed tab ends it. */
export const session = shallowRef<Session | null>(stored());

/** How the last session of this tab ended, null while there was none. */
export const ending = shallowRef<Ending | null>(null);

export function beginSession(begun: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(begun));
  session.value = begun;
}

export function endSession(how: Ending): void {
  ending.value = how;
  sessionStorage.removeItem(KEY);
  session.value = null;
}

function stored(): Session | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : null;
  } catch {
    return null;
  }
}
