import type { Api } from '../api/client';
import type { SignInAddress } from '../api/contract';
import { Problem } from '../api/problem';
import type { Drawer } from '../ui/storage';
import type { PersonNotice } from './session';

/** Signing in was tried as often as makes sense; the person decides whether to try again. */
export class SignInFailed extends Error {}

/** What a sign-in is answered with. */
export interface Begun {
  token: string;
  expiresAt: string;
  notice?: PersonNotice | null;
}

/** What signing in needs of the browser and of the rest of the page. */
export interface Surroundings {
  api: Api;
  tab: Drawer;
  browser: Drawer;
  address: {
    path(): string;
    query(): URLSearchParams;
    /** Puts a path in place of the address shown, without loading it. */
    rewrite(path: string): void;
    /** Goes to another site; this page is not in the history then. */
    leaveFor(url: string): void;
  };
  /** App of the session there is, null without one. */
  signedInTo(): string | null;
  begin(appId: string, answer: Begun): void;
  end(): void;
  tried(): number;
  noteTry(): void;
}

/** What was asked of WeChat, to be known again when it answers. */
interface Asked {
  appId: string;
  state: string;
}

const ASKED = 'asked';
const LAST_APP = 'app';
const TRIES_MAX = 3;

/**
 * Makes sure of a session with the official account that the scene belongs to, or without a scene with the one last
 * used here. Resolves to false when the browser is leaving for WeChat's page and comes back to the same path.
 * Rejects with Problem, Unreachable or SignInFailed.
 */
export async function signIn(scene: string | null, around: Surroundings): Promise<boolean> {
  const answer = takeAnswer(around);
  if (answer !== null && (await redeemed(answer, around))) return true;
  const wanted = scene === null ? around.browser.read<string>(LAST_APP) : around.tab.read<string>(appOf(scene));
  const present = around.signedInTo();
  if (present !== null && (wanted === present || (wanted === null && scene === null))) return true;
  return leave(scene, wanted, around);
}

/** Takes code and state out of the address, so that they are neither seen, shared nor used again. */
function takeAnswer(around: Surroundings): { code: string; appId: string } | null {
  const query = around.address.query();
  if (!query.has('code') && !query.has('state')) return null;
  const code = query.get('code');
  const state = query.get('state');
  const asked = around.tab.read<Asked>(ASKED);
  around.tab.remove(ASKED);
  around.address.rewrite(around.address.path());
  // An answer that nobody here asked for may carry another person's code.
  return code && asked !== null && asked.state === state ? { code, appId: asked.appId } : null;
}

async function redeemed({ code, appId }: { code: string; appId: string }, around: Surroundings): Promise<boolean> {
  around.end();
  try {
    around.begin(appId, await around.api.request('POST', '/wx/sessions', { appId, code }));
    around.browser.write(LAST_APP, appId);
    return true;
  } catch (refusal) {
    // A used or stale code is mended by a new one; nothing else is.
    if (refusal instanceof Problem && refusal.code === 'LOGIN_CODE_INVALID') return false;
    throw refusal;
  }
}

async function leave(scene: string | null, wanted: string | null, around: Surroundings): Promise<boolean> {
  const query = new URLSearchParams({ redirect: around.address.path() });
  if (scene !== null) query.set('scene', scene);
  else if (wanted !== null) query.set('appId', wanted);
  const { appId, url } = await around.api.request<SignInAddress>('GET', `/wx/sign-in-address?${query}`);
  if (scene !== null) around.tab.write(appOf(scene), appId);
  if (around.signedInTo() === appId) return true;
  const state = stateIn(url);
  if (state === null || around.tried() >= TRIES_MAX) throw new SignInFailed();
  around.noteTry();
  // What is forgotten on the way would be asked for again and again.
  if (!around.tab.write(ASKED, { appId, state } satisfies Asked)) throw new SignInFailed();
  around.address.leaveFor(url);
  return false;
}

function stateIn(url: string): string | null {
  return /^https?:\/\//i.test(url) ? new URL(url).searchParams.get('state') : null;
}

function appOf(scene: string): string {
  return `app.${scene}`;
}
