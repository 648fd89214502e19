import { Problem, problemOf, Unreachable } from './problem';

export type Method = 'GET' | 'POST';

/** What the client needs to know of the page around it. */
export interface Surroundings {
  token(): string | null;
  /** Language of the sentences in answers, a BCP 47 tag. */
  language: string;
  /** The server has taken the token. */
  sessionTaken(): void;
  /** The session has ended on the server; called once for the token that was refused. */
  sessionEnded(): void;
  fetch: typeof fetch;
}

export interface Api {
  /** Resolves to the parsed body, undefined for an empty one. Rejects with Problem or Unreachable, with nothing else. */
  request<T>(method: Method, path: string, body?: unknown): Promise<T>;
}

const ANSWER_WITHIN_MS = 20_000;

/** A thin wrapper of fetch: bearer token, JSON both ways, refusals as Problem. */
export function apiClient(around: Surroundings): Api {
  async function request<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const token = around.token();
    // Not AbortSignal.timeout: the older web views inside WeChat do not know it.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS);
    try {
      const options = { ...optionsFor(method, token, around.language, body), signal: late.signal };
      const response = await around.fetch(path, options).catch(unreachable(path));
      if (response.ok) {
        const content = await contentOf<T>(response, path);
        if (token !== null) around.sessionTaken();
        return content;
      }
      const problem = await problemOf(response);
      // A late refusal of an older token must not end the session begun since.
      if (problem.status === 401 && token !== null && token === around.token()) around.sessionEnded();
      throw problem;
    } finally {
      clearTimeout(timer);
    }
  }
  return { request };
}

function optionsFor(method: Method, token: string | null, language: string, body: unknown): RequestInit {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language,
  };
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
  };
}

async function contentOf<T>(response: Response, path: string): Promise<T> {
  const text = await response.text().catch(unreachable(path));
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    // A gateway between us and the server can answer 200 with a page of its own.
    throw new Problem(response.status, '', '');
  }
}

function unreachable(path: string): (cause: unknown) => never {
  return (cause) => {
    throw new Unreachable(path, { cause });
  };
}
