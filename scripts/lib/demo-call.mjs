// Calls of one program of the house; a refusal is an error with what was refused and why.
const MOST_PAGES = 50;
const PATIENCE_MS = 20_000;

export function caller(port) {
  const me = {
    token: null,
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    put: (path, body) => call("PUT", path, body),
    delete: (path) => call("DELETE", path),
    bytes: async (path) => Buffer.from(await (await send("GET", path)).arrayBuffer()),
    all,
  };

  async function send(method, path, body) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(me.token ? { Authorization: `Bearer ${me.token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) {
      const text = await answer.text();
      throw Object.assign(new Error(`${method} ${path} was answered ${answer.status} ${text}`), { status: answer.status });
    }
    return answer;
  }

  async function call(method, path, body) {
    const text = await (await send(method, path, body)).text();
    return text === "" ? null : JSON.parse(text);
  }

  // Every page of a list.
  async function all(path) {
    const items = [];
    let cursor = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await call("GET", `${path}?limit=200${cursor ? `&cursor=${cursor}` : ""}`);
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (!cursor) {
        return items;
      }
    }
    throw new Error(`${path} has no end`);
  }

  return me;
}

export const refusedWith = (error, status) => error.status === status;
