// The phone's tabs: conversations, short messages, and the person who holds it.
import { avatar, fill, h, icon } from './dom.mjs';
import { markRead, readUntil } from './memory.mjs';
import { codeIn, lineOf } from './talk.mjs';
import { language, t } from './words.mjs';

const TIME = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { hour: '2-digit', minute: '2-digit', hour12: false });

export const timeOf = (at) => TIME.format(new Date(at));
export const nameOf = (app) => app.name ?? `${t(app.kind === 'MINI_PROGRAM' ? 'mini' : 'account')} ${app.appId}`;

/** Words in the middle of an empty list. */
export const empty = (drawing, title, more) =>
  h('div', { class: 'empty', testid: 'empty' }, icon(drawing), h('strong', {}, title), more && h('p', {}, more));

const badge = (count) => count > 0 && h('span', { class: 'badge' }, String(Math.min(count, 99)));

/** How many messages of an app, or short messages, were not read yet. */
export function unread(phone, appId) {
  const until = readUntil(phone.person, appId ?? 'sms');
  const all = appId ? phone.messages.filter((message) => message.appId === appId) : phone.sms;
  return all.filter((message) => message.at > until).length;
}

function row(phone, app) {
  const last = phone.messages.filter((message) => message.appId === app.appId).at(-1);
  const isMini = app.kind === 'MINI_PROGRAM';
  const open = () => (isMini ? phone.openMini({ appId: app.appId, query: {} }) : phone.openChat(app.appId));
  return h(
    'button',
    { class: 'row', testid: `app-${app.appId}`, onclick: open },
    avatar(nameOf(app), app.appId, isMini),
    h('span', { class: 'row-text' },
      h('strong', {}, nameOf(app)),
      h('small', {}, last ? lineOf(last) : t(isMini ? 'mini' : phone.following.has(app.appId) ? 'follows' : 'followsNot'))),
    h('span', { class: 'row-end' }, last && h('time', {}, timeOf(last.at)), badge(unread(phone, app.appId))),
  );
}

/** The list of official accounts and mini-programs. */
export function chatsView(phone) {
  const list = h('div', { class: 'scroll' });
  let shown = '';
  return {
    tab: 'chats',
    title: t('tabChats'),
    element: list,
    update() {
      // Rebuilt only when something has changed: a row must not vanish beneath the finger that presses it.
      const now = JSON.stringify([phone.apps, phone.messages, [...phone.following], phone.sandboxUp]);
      if (now === shown) return;
      shown = now;
      const group = (kind, title) => {
        const rows = phone.apps.filter((app) => app.kind === kind).map((app) => row(phone, app));
        return rows.length > 0 && [h('h2', { class: 'group' }, title), h('div', { class: 'rows' }, rows)];
      };
      fill(
        list,
        phone.apps.length === 0 && (phone.sandboxUp ? empty('chats', t('noApps'), t('noAppsMore')) : empty('alert', t('noSandbox'))),
        group('OFFICIAL_ACCOUNT', t('accounts')),
        group('MINI_PROGRAM', t('minis')),
      );
    },
  };
}

/** The words of a short message, as the one template of codes reads. */
export function smsWords(sms) {
  const code = codeIn(sms);
  const words = code ? t('smsWords', code) : Object.values(sms.params).join(' ');
  return `【${sms.signName}】${words}`;
}

/** The short messages of the person's number. */
export function smsView(phone) {
  const list = h('div', { class: 'scroll sms-list' });
  let shown = '';
  return {
    tab: 'sms',
    title: t('tabSms'),
    element: list,
    update() {
      const last = phone.sms.at(-1);
      if (last) markRead(phone.person, 'sms', last.at);
      const now = JSON.stringify(phone.sms);
      if (now === shown) return;
      shown = now;
      fill(
        list,
        phone.sms.length === 0
          ? empty('sms', t('smsEmpty'), t('smsTo', phone.person.phone))
          : phone.sms.map((sms) => smsBubble(sms)),
      );
      list.scrollTop = list.scrollHeight;
    },
  };
}

function smsBubble(sms) {
  const code = codeIn(sms);
  const copy = h('button', { class: 'link', onclick: () => copied(copy, code) }, t('copy'));
  return h(
    'article',
    { class: 'sms', testid: 'sms' },
    h('time', {}, timeOf(sms.at)),
    h('p', {}, smsWords(sms)),
    code && h('footer', {}, h('b', { testid: 'sms-code' }, code), copy),
  );
}

async function copied(button, code) {
  await navigator.clipboard.writeText(code);
  button.textContent = t('copied');
}

/** Who holds the phone. */
export function meView(phone) {
  const { person } = phone;
  return {
    tab: 'me',
    title: t('tabMe'),
    element: h(
      'div',
      { class: 'scroll' },
      h('div', { class: 'profile' },
        avatar(person.nickname, person.id),
        h('div', {},
          h('strong', { testid: 'holder-name' }, person.nickname),
          h('p', { testid: 'holder-phone' }, person.phone),
          h('p', { class: 'quiet' }, `${t('meId')} ${person.id}`))),
      h('div', { class: 'rows' },
        h('button', { class: 'row plain', testid: 'change-person', onclick: () => phone.openPeople() },
          icon('me'), h('span', { class: 'row-text' }, t('changePerson')), icon('next'))),
    ),
  };
}
