// One conversation with an official account.
import { avatar, fill, h, icon } from './dom.mjs';
import { nameOf, timeOf } from './home.mjs';
import { markRead } from './memory.mjs';
import * as sandbox from './sandbox.mjs';
import { cardOf, conversation, pieces } from './talk.mjs';
import { t } from './words.mjs';

const TEXT_AT_MOST = 2000;
const APART = 5 * 60 * 1000;

/** Messages, the account's menu, and a line to write. */
export function chatView(phone, appId) {
  const app = phone.apps.find((one) => one.appId === appId) ?? { appId, kind: 'OFFICIAL_ACCOUNT' };
  const list = h('div', { class: 'scroll talk', testid: 'chat', 'aria-live': 'polite' });
  const foot = h('div', { class: 'talk-foot' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const act = (what) => phone.attempt(async () => {
    await what();
    await phone.refresh();
  }, problem);
  const back = phone.view?.mini && h('button', { class: 'return', testid: 'return-mini', onclick: () => phone.back() }, icon('back'), t('backToMini'));
  let shown = '';
  let footFor = '';

  async function update() {
    const [pushes, known, menu] = await Promise.all([phone.person.pushes(appId), phone.person.knownTo(appId), sandbox.menu(appId)]);
    const follows = Boolean(known.following);
    if (footFor !== JSON.stringify([follows, menu])) {
      footFor = JSON.stringify([follows, menu]);
      fill(foot, follows ? writing(act, phone, { app, menu }) : [h('p', { class: 'quiet' }, t('noFollowing')), followButton()], problem);
    }
    const items = conversation(appId, phone.messages, pushes);
    const last = phone.messages.filter((message) => message.appId === appId).at(-1);
    if (last) markRead(phone.person, appId, last.at);
    const now = JSON.stringify(items);
    if (now === shown) return;
    shown = now;
    fill(list, items.length === 0 && h('p', { class: 'note' }, t(app.pushes === false ? 'noPushes' : 'noMessages')), withTimes(items).map((item) => entry(phone, app, item)));
    list.scrollTop = list.scrollHeight;
  }

  const followButton = () =>
    h('button', { class: 'primary', testid: 'follow', onclick: () => act(() => phone.person.follow(appId)) }, icon('plus'), t('follow'));

  const more = () => phone.sheet(nameOf(app), h(
    'div',
    { class: 'sheet-body' },
    h('p', {}, t('unfollowSure', nameOf(app))),
    h('button', { class: 'danger', testid: 'unfollow-sure', onclick: () => { phone.closeSheet(); act(() => phone.person.unfollow(appId)); } }, t('unfollow')),
    h('button', { class: 'secondary', onclick: () => phone.closeSheet() }, t('cancel')),
  ));

  return {
    title: nameOf(app),
    element: h('div', { class: 'chat' }, back, list, foot),
    right: h('button', { class: 'plain-button', testid: 'unfollow', 'aria-label': t('unfollow'), onclick: more }, '···'),
    update: () => update().catch((error) => phone.say(error, problem)),
  };
}

/** A time stands before what came five minutes or more after the last. */
function withTimes(items) {
  return items.map((item, index) => {
    const before = index === 0 ? 0 : Date.parse(items[index - 1].at);
    return { ...item, time: Date.parse(item.at) - before > APART };
  });
}

function writing(act, phone, { app, menu }) {
  const text = h('input', { testid: 'chat-text', maxlength: TEXT_AT_MOST, placeholder: t('write'), 'aria-label': t('write') });
  const send = (event) => {
    event.preventDefault();
    const words = text.value.trim();
    text.value = '';
    if (words) act(() => phone.person.write(app.appId, words));
  };
  const press = (button) => {
    if (button.type === 'click') act(() => phone.person.click(app.appId, button.key));
    else if (button.type === 'view') phone.openAddress(button.url);
    else if (button.type === 'miniprogram') phone.openMiniPath({ appId: button.appid, path: button.pagepath });
  };
  const key = (button) => h('button', { class: 'menu-key', testid: 'menu', onclick: () => (button.sub_button?.length ? choose(phone, button, press) : press(button)) }, button.name);
  return [
    h('form', { class: 'write', onsubmit: send }, text, h('button', { class: 'send', testid: 'chat-send' }, t('send'))),
    menu.length > 0 && h('nav', { class: 'menu' }, menu.map(key)),
  ];
}

function choose(phone, button, press) {
  phone.sheet(button.name, h('div', { class: 'sheet-body' }, button.sub_button.map((sub) =>
    h('button', { class: 'secondary', testid: 'menu-sub', onclick: () => { phone.closeSheet(); press(sub); } }, sub.name))));
}

function entry(phone, app, item) {
  const time = item.time && h('time', { class: 'note' }, timeOf(item.at));
  if (item.side === 'NOTE') return [time, h('p', { class: 'note' }, t(item.note, item.text))];
  const isOut = item.side === 'OUT';
  const who = isOut ? avatar(phone.person.nickname, phone.person.id) : avatar(nameOf(app), app.appId);
  const card = item.message && cardOf(item.message);
  const refused = isOut && !['ACCEPTED', 'REPLIED'].includes(item.push.attempts.at(-1)?.outcome);
  return [
    time,
    h('article', { class: isOut ? 'message out' : 'message', testid: 'message', 'data-side': item.side },
      who,
      card ? cardBubble(phone, card) : h('p', { class: 'bubble' }, words(phone, item.text, isOut)),
      refused && h('span', { class: 'refused', title: t('notTaken') }, '!')),
  ];
}

/** What a person wrote is shown as it is; what an account sent may hold links. */
function words(phone, text, isOut) {
  if (isOut) return text;
  return pieces(text ?? '').map((piece) => {
    if (!piece.href && !piece.mini) return piece.text;
    const open = () => (piece.mini ? phone.openMiniPath(piece.mini) : phone.openAddress(piece.href));
    return h('button', { class: 'link', testid: 'message-link', onclick: open }, piece.text);
  });
}

function cardBubble(phone, card) {
  const open = () => (card.mini ? phone.openMiniPath(card.mini) : phone.openAddress(card.href));
  const leads = card.mini || card.href;
  return h(
    leads ? 'button' : 'div',
    { class: 'bubble card-bubble', testid: leads ? 'message-link' : undefined, onclick: leads ? open : undefined },
    card.title && h('strong', {}, card.title),
    card.rows?.map((row) => h('span', {}, row)),
    card.note && h('span', { class: 'quiet' }, card.note),
    leads && h('span', { class: 'more' }, t(card.mini ? 'openMini' : 'details'), icon('next')),
  );
}
