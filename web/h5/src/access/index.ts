import { api } from '../api';
import { ofThisBrowser, ofThisTab } from '../ui/storage';
import { beginSession, endSession, noteSignIn, notice, session, sessionTaken, signInsTried } from './session';
import { signIn, type Surroundings } from './signingIn';

const here: Surroundings = {
  api,
  tab: ofThisTab,
  browser: ofThisBrowser,
  address: {
    path: () => location.pathname,
    query: () => new URLSearchParams(location.search),
    rewrite: (path) => history.replaceState(history.state, '', path),
    leaveFor: (url) => location.replace(url),
  },
  signedInTo: () => session.value?.appId ?? null,
  begin: (appId, { token, expiresAt, notice: told }) => {
    notice.value = told ?? notice.value;
    beginSession({ appId, token, expiresAt });
  },
  end: endSession,
  tried: signInsTried,
  noteTry: noteSignIn,
};

/** Signs in to what the address shown needs; false when the browser is leaving. */
export function enter(scene: string | null): Promise<boolean> {
  return signIn(scene, here);
}

/** The person asks to try once more, so the tries before no longer count. */
export const forgetTries = sessionTaken;
