import { expect, test } from 'vitest';
import { Problem, Unreachable } from '../api/problem';
import { drawer, type Drawer } from '../ui/storage';
import { SignInFailed, signIn, type Surroundings } from './signingIn';

const SCENE = '5dKq0ZpX2mVtB8sYhR1cWe';

function boxInMemory(): Drawer {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
  return drawer(() => storage as unknown as Storage);
}

/** A browser before a server; `visit` opens an address in it, and each `redeem` decides on one code. */
function browser({ redeem = () => ({}), app = () => 'wxA' }: { redeem?: (code: string) => object; app?: () => string } = {}) {
  let address = new URL('https://shop.example/m/cards');
  let states = 0;
  let token: { appId: string } | null = null;
  const seen = { asked: [] as string[], left: [] as string[], codes: [] as string[], tries: 0 };
  const around: Surroundings = {
    api: {
      async request<T>(_: string, path: string, body?: unknown): Promise<T> {
        if (path === '/wx/sessions') {
          const { code } = body as { code: string };
          seen.codes.push(code);
          return { token: 't', expiresAt: '2099-01-01T00:00:00Z', ...redeem(code) } as T;
        }
        seen.asked.push(path);
        return { appId: app(), url: `https://open.example/authorize?state=s${++states}#wechat_redirect` } as T;
      },
    },
    tab: boxInMemory(),
    browser: boxInMemory(),
    address: {
      path: () => address.pathname,
      query: () => address.searchParams,
      rewrite: (path) => void (address = new URL(path, address)),
      leaveFor: (url) => void seen.left.push(url),
    },
    signedInTo: () => token?.appId ?? null,
    begin: (appId) => void (token = { appId }),
    end: () => void (token = null),
    tried: () => seen.tries,
    noteTry: () => void seen.tries++,
  };
  const visit = (path: string, scene: string | null = SCENE): Promise<boolean> => {
    address = new URL(path, address);
    return signIn(scene, around);
  };
  return { visit, seen, around, shown: () => address.pathname + address.search };
}

const CLAIM = `/m/claim/${SCENE}`;
const REFUSED = (): never => {
  throw new Problem(422, 'LOGIN_CODE_INVALID', 'used');
};

test('the first visit leaves for the authorisation page and asks to come back here', async () => {
  const { visit, seen } = browser();
  expect(await visit(CLAIM)).toBe(false);
  expect(seen.left).toEqual(['https://open.example/authorize?state=s1#wechat_redirect']);
  const asked = new URL(seen.asked[0] as string, 'https://shop.example');
  expect([asked.searchParams.get('scene'), asked.searchParams.get('redirect')]).toEqual([SCENE, CLAIM]);
});

test('coming back redeems the code once and takes it out of the address', async () => {
  const { visit, seen, shown } = browser();
  await visit(CLAIM);
  expect(await visit(`${CLAIM}?code=c1&state=s1`)).toBe(true);
  expect(seen.codes).toEqual(['c1']);
  expect(shown()).toBe(CLAIM);
});

test('a reload with a session asks nobody', async () => {
  const { visit, seen } = browser();
  await visit(CLAIM);
  await visit(`${CLAIM}?code=c1&state=s1`);
  expect(await visit(CLAIM)).toBe(true);
  expect(seen.asked).toHaveLength(1);
});

test('a code with a state that was not asked for here is never redeemed', async () => {
  const { visit, seen } = browser();
  await visit(CLAIM);
  expect(await visit(`${CLAIM}?code=stolen&state=other`)).toBe(false);
  expect(seen.codes).toEqual([]);
  expect(seen.left).toHaveLength(2);
});

test('a code without any question before it is never redeemed', async () => {
  const { visit, seen } = browser();
  expect(await visit(`${CLAIM}?code=stolen&state=s1`)).toBe(false);
  expect(seen.codes).toEqual([]);
});

test('used codes are answered by signing in anew, twice, then by a sentence', async () => {
  const { visit, seen } = browser({ redeem: REFUSED });
  await visit(CLAIM);
  expect(await visit(`${CLAIM}?code=c&state=s1`)).toBe(false);
  expect(await visit(`${CLAIM}?code=c&state=s2`)).toBe(false);
  await expect(visit(`${CLAIM}?code=c&state=s3`)).rejects.toBeInstanceOf(SignInFailed);
  expect(seen.left).toHaveLength(3);
});

test.each([
  ['an outage', new Problem(503, 'SESSION_STORE_UNAVAILABLE', '')],
  ['an app that is gone', new Problem(404, 'WECHAT_APP_NOT_FOUND', '')],
  ['too many tries', new Problem(429, 'TOO_MANY', '')],
  ['no answer', new Unreachable('/wx/sessions')],
])('%s at the redeeming is told, not mended by another code', async (_, failure) => {
  const { visit, seen } = browser({
    redeem: () => {
      throw failure;
    },
  });
  await visit(CLAIM);
  await expect(visit(`${CLAIM}?code=c&state=s1`)).rejects.toBe(failure);
  expect(seen.left).toHaveLength(1);
});

test('the code of another shop is not opened with the session of the first', async () => {
  let app = 'wxA';
  const { visit, seen } = browser({ app: () => app });
  await visit(CLAIM);
  await visit(`${CLAIM}?code=c1&state=s1`);
  app = 'wxB';
  expect(await visit('/m/claim/OTHER', 'OTHER')).toBe(false);
  expect(seen.left).toHaveLength(2);
});

test('another code of the same shop needs no second sign-in', async () => {
  const { visit, seen } = browser();
  await visit(CLAIM);
  await visit(`${CLAIM}?code=c1&state=s1`);
  expect(await visit('/m/claim/OTHER', 'OTHER')).toBe(true);
  expect(seen.left).toHaveLength(1);
});

test('the cards are opened with the app used last', async () => {
  const { visit, seen, around } = browser();
  await visit(CLAIM);
  await visit(`${CLAIM}?code=c1&state=s1`);
  around.end();
  expect(await visit('/m/cards', null)).toBe(false);
  expect(new URL(seen.asked[1] as string, 'https://shop.example').searchParams.get('appId')).toBe('wxA');
});

test('a browser that forgets what was asked is not sent round in circles', async () => {
  const { visit, seen, around } = browser();
  around.tab = drawer(() => {
    throw new Error('storage is barred');
  });
  await expect(visit(CLAIM)).rejects.toBeInstanceOf(SignInFailed);
  expect(seen.left).toEqual([]);
});

test.each(['javascript:alert(1)//?state=s', 'https://open.example/authorize'])(
  'an address such as %s is not gone to',
  async (url) => {
    const { visit, seen, around } = browser();
    around.api.request = async <T>() => ({ appId: 'wxA', url }) as T;
    await expect(visit(CLAIM)).rejects.toBeInstanceOf(SignInFailed);
    expect(seen.left).toEqual([]);
  },
);
