// wx-api as a mini-program calls it; the sandbox carries the calls, as no browser lets a page of one origin call another.

/** wx-api says no, by RFC 9457; `code` is stable, the message is for people. */
export class Problem extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? '';
    this.retryAfter = retryAfter;
  }
}

/** Calls made with one session's token; `language` is that of the sentences asked for. */
export class WxApi {
  constructor({ language, send = (...given) => fetch(...given) }) {
    this.language = language;
    this.send = send;
    this.token = null;
  }

  get = (path) => this.call('GET', path);
  post = (path, body) => this.call('POST', path, body);

  async call(method, path, body) {
    const headers = { Accept: 'application/json', 'Accept-Language': this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await this.send(`/phone/wx-api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = parse(text);
    if (!answer.ok) throw new Problem(answer.status, json ?? {}, Number(answer.headers.get('Retry-After')) || 0);
    return json ?? {};
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** Where a picture or page of the merchant is, given as an address or as a path of wx-api. */
export function addressOf(url, base) {
  return new URL(url, base).href;
}

/** Where its bytes can be read from within the page; null: nowhere. */
export function readableAt(url, base, own) {
  const address = new URL(url, base);
  const place = address.pathname + address.search;
  if (address.origin === own) return place;
  return address.origin === new URL(base).origin && place.startsWith('/wx/') ? `/phone/wx-api${place}` : null;
}
