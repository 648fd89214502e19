// What stands in a conversation and in short messages, put in order and taken apart; knows no page.

const LINK = /<a\s+([^>]*)>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；）]+)/gi;
const ATTRIBUTE = /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]);

/** A text as WeChat shows it: pieces of `{text}`, some with `href`, some with `mini` (`{appId, path}`). */
export function pieces(text) {
  const found = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > at) found.push({ text: plain(text.slice(at, match.index)) });
    found.push(match[3] ? { text: match[3], href: match[3] } : anchor(match[1], match[2]));
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: plain(text.slice(at)) });
  return found;
}

function anchor(attributes, words) {
  const given = {};
  for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE)) given[name.toLowerCase()] = plain(double ?? single);
  const text = plain(words.replace(/<[^>]*>/g, ''));
  const appId = given['data-miniprogram-appid'];
  if (appId) return { text, mini: { appId, path: given['data-miniprogram-path'] ?? '' } };
  return given.href ? { text, href: given.href } : { text };
}

/** What opening an address does: SCAN as if its code were scanned, PAGE in the browser, or nothing. */
export function kindOf(address) {
  if (/^(https?:\/\/(weixin\.qq\.com\/q\/|wxaurl\.cn\/|wxmpurl\.cn\/)|weixin:\/\/dl\/business\/|wxacode:\/\/)/.test(address)) return 'SCAN';
  return /^https?:\/\/./.test(address) ? 'PAGE' : 'NONE';
}

/** Page and query of a mini-program's path. */
export function miniTarget(appId, path) {
  const [page, query = ''] = (path ?? '').split('?');
  return { appId, page: page.replace(/^\//, ''), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** A message that is more than words: title, description, picture, and where it leads; null for words alone. */
export function cardOf({ kind, type, content = {} }) {
  if (type === 'news') {
    const article = content.articles?.[0] ?? {};
    return {
      title: content['Articles.item.Title'] ?? article.title ?? '',
      note: content['Articles.item.Description'] ?? article.description ?? '',
      picture: content['Articles.item.PicUrl'] ?? article.picurl,
      href: content['Articles.item.Url'] ?? article.url,
    };
  }
  if (type === 'miniprogrampage') return { title: content.title, note: '', mini: { appId: content.appid, path: content.pagepath } };
  if (kind === 'TEMPLATE' || kind === 'SUBSCRIBE') {
    const mini = content.miniprogram && { appId: content.miniprogram.appid, path: content.miniprogram.pagepath };
    const rows = Object.values(content).map((entry) => entry?.value).filter((value) => typeof value === 'string');
    return { title: '', rows, note: '', href: mini ? undefined : content.url, mini };
  }
  return null;
}

const NOTES = { subscribe: 'followed', unsubscribe: 'unfollowed', SCAN: 'scanned', CLICK: 'pressed' };

function ofPush(push) {
  const at = push.attempts[0]?.at ?? new Date(Number(push.fields.CreateTime) * 1000).toISOString();
  const { MsgType: type, Event: event, Content: text, EventKey: key = '' } = push.fields;
  if (type === 'text') return { at, side: 'OUT', text, push };
  return NOTES[event] ? { at, side: 'NOTE', note: NOTES[event], text: event === 'CLICK' ? key : '' } : null;
}

/** Everything between a person and an app, oldest first: what came in, what went out, and notes of what was done. */
export function conversation(appId, messages, pushes) {
  const received = messages
    .filter((message) => message.appId === appId)
    .map((message) => ({ at: message.at, side: 'IN', text: message.text, message }));
  const done = pushes.map(ofPush).filter((item) => item !== null);
  return [...done, ...received].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** One line for the list of conversations. */
export function lineOf(message) {
  const card = cardOf(message);
  const words = card ? card.title || card.rows?.join(' ') || '' : pieces(message.text ?? '').map((piece) => piece.text).join('');
  return words.replace(/\s+/g, ' ').trim();
}

/** The code in a short message; null: none. */
export function codeIn(sms) {
  const { code, ...others } = sms.params;
  return [code, ...Object.values(others)].find((value) => /^[0-9]{4,8}$/.test(value ?? '')) ?? null;
}

/** 138****0000, as people are used to see it. */
export function masked(phone) {
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
