import { expect, test } from 'vitest';
import { apiClient, type Surroundings } from './client';
import { complaints, Problem, Unreachable } from './problem';

interface Sent {
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A client before a server that always gives the same answer; notes what was sent and what became of the session. */
function clientBefore(answer: () => Response | Promise<Response>, around: Partial<Surroundings> = {}) {
  const seen = { sent: [] as Sent[], taken: 0, ended: 0 };
  const client = apiClient({
    token: () => 'token-1',
    language: 'zh-CN',
    sessionTaken: () => void seen.taken++,
    sessionEnded: () => void seen.ended++,
    fetch: async (path, options) => {
      seen.sent.push({ path: String(path), headers: options?.headers as Record<string, string>, body: options?.body });
      return answer();
    },
    ...around,
  });
  return { client, seen };
}

function refusal(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(content, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the request was expected to fail'),
    (error: unknown) => error,
  );
}

test('a request carries the token, the language and a JSON body without what is undefined', async () => {
  const { client, seen } = clientBefore(() => Response.json({ id: '9007199254740993' }, { status: 201 }));
  const made = await client.request<{ id: string }>('POST', '/wx/claims', { scene: 'A', phone: undefined });
  expect(made.id).toBe('9007199254740993');
  expect(seen.sent).toMatchObject([{ path: '/wx/claims', body: '{"scene":"A"}' }]);
  expect(seen.sent[0]?.headers).toMatchObject({
    Authorization: 'Bearer token-1',
    'Accept-Language': 'zh-CN',
    'Content-Type': 'application/json',
  });
  expect(seen.taken).toBe(1);
});

test('without a session no token is sent and none is said to work', async () => {
  const { client, seen } = clientBefore(() => Response.json({}), { token: () => null });
  await client.request('GET', '/wx/claim-codes/A');
  expect(seen.sent[0]?.headers).not.toHaveProperty('Authorization');
  expect(seen.taken).toBe(0);
});

test('a problem keeps its code, its sentence and its field errors', async () => {
  const errors = [{ field: 'phone', detail: '号码不对' }];
  const { client } = clientBefore(() => refusal(400, { code: 'INVALID_REQUEST', detail: '请检查', errors }));
  const error = await failureOf(client.request('POST', '/wx/claims', {}));
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 400, code: 'INVALID_REQUEST', detail: '请检查', errors, retryAfterSeconds: 0 });
});

test('a rule about one field is a complaint about that field', async () => {
  const { client } = clientBefore(() => refusal(422, { code: 'PROFILE_FIELD_WRONG', detail: '生日不对', field: 'birthday' }));
  const error = await failureOf(client.request('POST', '/wx/cards/1/activation', {}));
  expect(complaints(error, ['birthday'])).toEqual({ birthday: '生日不对' });
});

test.each([
  ['the header', refusal(429, { code: 'TOO_MANY' }, { 'Retry-After': '17' }), 17],
  ['the body', refusal(429, { code: 'TOO_MANY', retryAfterSeconds: 9 }), 9],
  ['neither, for a date', refusal(503, {}, { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }), 0],
  ['neither, for a negative number', refusal(429, { retryAfterSeconds: -5 }), 0],
])('how long to wait is read from %s', async (_, answer, seconds) => {
  const { client } = clientBefore(() => answer);
  expect(await failureOf(client.request('GET', '/wx/cards'))).toMatchObject({ retryAfterSeconds: seconds });
});

test.each([
  ['a page of a proxy', refusal(502, '<html>Bad Gateway</html>', { 'Content-Type': 'text/html' })],
  ['broken JSON', refusal(502, '{"code":')],
  ['JSON that is no object', refusal(502, 'null')],
  ['fields of other types', refusal(502, { code: 7, detail: null, errors: 'x' })],
])('%s is a problem without words', async (_, answer) => {
  const { client } = clientBefore(() => answer);
  expect(await failureOf(client.request('GET', '/wx/cards'))).toMatchObject({ status: 502, code: '', detail: '', errors: [] });
});

test('a page of a proxy instead of the data is a problem too', async () => {
  const { client } = clientBefore(() => new Response('<html>Sign in to the network</html>'));
  expect(await failureOf(client.request('GET', '/wx/cards'))).toBeInstanceOf(Problem);
});

test('no answer is unreachable, not a problem', async () => {
  const { client, seen } = clientBefore(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failureOf(client.request('GET', '/wx/cards'))).toBeInstanceOf(Unreachable);
  expect(seen.ended).toBe(0);
});

test('a refused token ends the session', async () => {
  const { client, seen } = clientBefore(() => refusal(401, { code: 'NOT_SIGNED_IN', detail: '' }));
  await failureOf(client.request('GET', '/wx/cards'));
  expect(seen).toMatchObject({ ended: 1, taken: 0 });
});

test('a late refusal of an older token leaves the new session alone', async () => {
  let token = 'old';
  const answer = (): Response => {
    token = 'new';
    return refusal(401, { code: 'NOT_SIGNED_IN', detail: '' });
  };
  const { client, seen } = clientBefore(answer, { token: () => token });
  await failureOf(client.request('GET', '/wx/cards'));
  expect(seen.ended).toBe(0);
});

test('complaints name the fields of the form by their last name, the first about each', () => {
  const errors = [
    { field: 'profile.birthday', detail: 'first' },
    { field: 'birthday', detail: 'second' },
    { field: 'elsewhere', detail: 'not ours' },
  ];
  expect(complaints(new Problem(400, 'INVALID_REQUEST', '', errors), ['birthday', 'name'])).toEqual({ birthday: 'first' });
  expect(complaints(new Unreachable('/wx/cards'), ['birthday'])).toEqual({});
});
