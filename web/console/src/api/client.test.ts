import { expect, test } from 'vitest';
import { apiClient, type Surroundings } from './client';
import { complaints, Problem, Unreachable } from './problem';

interface Sent {
  path: string;
  method: string | undefined;
  headers: Record<string, string>;
  body: unknown;
}

/** A client before a server that always gives the same answer; notes what was sent and how often the session ended. */
function clientBefore(answer: () => Response | Promise<Response>, around: Partial<Surroundings> = {}) {
  const seen = { sent: [] as Sent[], ended: 0 };
  const client = apiClient({
    token: () => 'token-1',
    language: () => 'zh-CN',
    sessionEnded: () => void seen.ended++,
    fetch: async (path, options) => {
      const headers = options?.headers as Record<string, string>;
      seen.sent.push({ path: String(path), method: options?.method, headers, body: options?.body });
      return answer();
    },
    ...around,
  });
  return { client, seen };
}

function refusal(status: number, body: unknown, type = 'application/problem+json'): Response {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(content, { status, headers: { 'Content-Type': type } });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the request was expected to fail'),
    (error: unknown) => error,
  );
}

test('a request carries the token, the language and a JSON body', async () => {
  const { client, seen } = clientBefore(() => Response.json({ id: '9007199254740993' }, { status: 201 }));
  const made = await client.request<{ id: string }>('POST', '/admin/stores', { name: 'A' });
  expect(made.id).toBe('9007199254740993');
  expect(seen.sent).toMatchObject([{ path: '/admin/stores', method: 'POST', body: '{"name":"A"}' }]);
  expect(seen.sent[0]?.headers).toMatchObject({
    Authorization: 'Bearer token-1',
    'Accept-Language': 'zh-CN',
    'Content-Type': 'application/json',
  });
});

test('without a session no token and without a body no content type is sent', async () => {
  const { client, seen } = clientBefore(() => Response.json({}), { token: () => null });
  await client.request('GET', '/admin/stores');
  expect(seen.sent[0]?.headers).not.toHaveProperty('Authorization');
  expect(seen.sent[0]?.headers).not.toHaveProperty('Content-Type');
});

test('an empty answer is undefined', async () => {
  const { client } = clientBefore(() => new Response(null, { status: 204 }));
  expect(await client.request('DELETE', '/admin/sessions')).toBeUndefined();
});

test('a problem keeps its code, its sentence and its field errors', async () => {
  const errors = [{ field: 'name', detail: '请填写名称' }, { field: 'phone', detail: '号码不对' }];
  const { client } = clientBefore(() => refusal(400, { code: 'INVALID_REQUEST', detail: '请检查', errors }));
  const error = await failureOf(client.request('POST', '/admin/stores', {}));
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 400, code: 'INVALID_REQUEST', detail: '请检查', errors });
});

test.each([
  ['a page of a proxy', refusal(502, '<html>Bad Gateway</html>', 'text/html')],
  ['broken JSON', refusal(502, '{"code":')],
  ['JSON that is no object', refusal(502, 'null')],
  ['fields of other types', refusal(502, { code: 7, detail: null, errors: 'x' })],
])('%s is a problem without words', async (_, answer) => {
  const { client } = clientBefore(() => answer);
  const error = await failureOf(client.request('GET', '/admin/stores'));
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 502, code: '', detail: '', errors: [] });
});

test('a page of a proxy instead of the data is a problem too', async () => {
  const { client } = clientBefore(() => new Response('<html>Sign in to the network</html>'));
  expect(await failureOf(client.request('GET', '/admin/stores'))).toMatchObject({ status: 200, code: '' });
});

test('no answer is unreachable, not a problem', async () => {
  const { client, seen } = clientBefore(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await failureOf(client.request('GET', '/admin/stores'))).toBeInstanceOf(Unreachable);
  expect(seen.ended).toBe(0);
});

test('a refused token ends the session', async () => {
  const { client, seen } = clientBefore(() => refusal(401, { code: 'NOT_SIGNED_IN', detail: '' }));
  await failureOf(client.request('GET', '/admin/stores'));
  expect(seen.ended).toBe(1);
});

test('a wrong password ends no session', async () => {
  const { client, seen } = clientBefore(() => refusal(401, { code: 'WRONG_PASSWORD', detail: '' }), { token: () => null });
  await failureOf(client.request('POST', '/admin/sessions', {}));
  expect(seen.ended).toBe(0);
});

test('a late refusal of an older token leaves the new session alone', async () => {
  let token = 'old';
  const answer = (): Response => {
    token = 'new';
    return refusal(401, { code: 'NOT_SIGNED_IN', detail: '' });
  };
  const { client, seen } = clientBefore(answer, { token: () => token });
  await failureOf(client.request('GET', '/admin/stores'));
  expect(seen.ended).toBe(0);
});

test('complaints name the fields of the form, the first about each', () => {
  const errors = [
    { field: 'name', detail: 'first' },
    { field: 'name', detail: 'second' },
    { field: 'elsewhere', detail: 'not ours' },
  ];
  expect(complaints(new Problem(400, 'INVALID_REQUEST', '', errors), ['name', 'phone'])).toEqual({ name: 'first' });
  expect(complaints(new Unreachable('/admin/stores'), ['name'])).toEqual({});
});
