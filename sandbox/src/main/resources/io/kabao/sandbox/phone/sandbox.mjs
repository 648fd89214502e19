// What a person does with WeChat and a phone, by the sandbox's control calls.

/** The sandbox says no; the words are its own. */
export class Refusal extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

async function send(method, path, body, type) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': type ?? 'application/json' },
    body: body === undefined || type ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text ? parse(text) : {};
  if (!answer.ok) throw new Refusal(answer.status, json.error ?? `HTTP ${answer.status}`);
  return json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text.slice(0, 200) };
  }
}

const items = async (path) => (await send('GET', path)).items;

export const settings = () => send('GET', '/sandbox/phone');
export const apps = () => items('/sandbox/apps');
export const menu = async (appId) => (await send('GET', `/sandbox/apps/${appId}/menu`)).button ?? [];
export const people = () => items('/sandbox/people');
export const makePerson = (person) => send('POST', '/sandbox/people', person);

/** All that one person does and sees. */
export class Person {
  constructor({ id, phone, nickname }) {
    Object.assign(this, { id, phone, nickname });
    this.path = `/sandbox/people/${id}`;
  }

  /** Makes the person again where the sandbox has forgotten it, as it does when it is started anew. */
  async there() {
    try {
      Object.assign(this, await send('GET', this.path));
    } catch (error) {
      if (error.status !== 404) throw error;
      await makePerson({ id: this.id, phone: this.phone, nickname: this.nickname });
    }
    return this;
  }

  messages = () => items(`${this.path}/messages`);
  sms = () => items(`${this.path}/sms`);
  pushes = (appId) => items(`/sandbox/pushes?appId=${appId}&personId=${this.id}`);
  knownTo = (appId) => send('GET', `${this.path}/apps/${appId}`);
  follow = (appId) => send('POST', `${this.path}/follow`, { appId });
  unfollow = (appId) => send('POST', `${this.path}/unfollow`, { appId });
  write = (appId, text) => send('POST', `${this.path}/texts`, { appId, text });
  click = (appId, key) => send('POST', `${this.path}/clicks`, { appId, key });
  scanText = (text) => send('POST', `${this.path}/scans`, { text });
  scanPicture = (blob) => send('POST', `${this.path}/scans`, blob, blob.type);
  loginCode = async (appId) => (await send('POST', `${this.path}/login-codes`, { appId })).code;
  phoneCode = async (appId) => (await send('POST', `${this.path}/phone-codes`, { appId })).code;
}
