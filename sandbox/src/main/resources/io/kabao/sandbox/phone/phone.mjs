// The phone itself: its frame, what is on the screen, and what comes in while it is held.
import { chatView } from './chat.mjs';
import { avatar, fill, h, icon } from './dom.mjs';
import { chatsView, meView, smsView, smsWords, timeOf, unread } from './home.mjs';
import { holdBy, lastHolder } from './memory.mjs';
import { miniView } from './mini.mjs';
import { pageView } from './page.mjs';
import { peopleView } from './people.mjs';
import { pictureAmong, scanPicture } from './picture.mjs';
import * as sandbox from './sandbox.mjs';
import { scannerView } from './scanner.mjs';
import { codeIn, kindOf, miniTarget } from './talk.mjs';
import { language, t } from './words.mjs';

const REFRESH_MILLIS = 1500;
const BANNER_MILLIS = 12000;
const TABS = { chats: chatsView, scan: scannerView, sms: smsView, me: meView };

class Phone {
  person = null;
  apps = [];
  messages = [];
  sms = [];
  following = new Set();
  sandboxUp = true;
  wxApi = 'http://127.0.0.1:8081';
  views = [];

  constructor() {
    this.clock = h('time');
    this.bar = h('header', { class: 'bar' });
    this.screen = h('main', { class: 'screen' });
    this.tabs = h('nav', { class: 'tabbar' });
    this.over = h('div', { class: 'over' });
    this.banner = h('div', { class: 'banner-place', 'aria-live': 'polite' });
    this.glass = h('div', { class: 'glass' },
      h('div', { class: 'statusbar' }, this.clock, h('span', { class: 'signal' }, h('i'), h('i'), h('i'), h('i')), h('span', { class: 'battery' }, h('i'))),
      this.bar, this.screen, this.tabs, this.over, this.banner,
      h('div', { class: 'drop' }, icon('scan'), t('dropHere')));
    this.element = h('div', { class: 'phone', testid: 'phone' }, this.glass);
    this.holder = h('p', { class: 'holder' });
  }

  get view() {
    return this.views.at(-1);
  }

  /** Somebody takes the phone; all that was on it is put away. */
  async hold(profile) {
    const person = await new sandbox.Person(profile).there();
    holdBy(person);
    this.person = person;
    this.smsSeen = undefined;
    await this.refresh();
    this.tab('chats');
  }

  tab(name) {
    if (!this.person) return this.openPeople();
    return this.show([TABS[name](this)]);
  }

  open(view) {
    return this.show([...this.views, view]);
  }

  back() {
    return this.show(this.views.slice(0, -1), true);
  }

  show(views, isReturn = false) {
    this.closeSheet();
    this.views = views;
    this.draw();
    fill(this.screen, this.view.element);
    this.view.update?.();
    this.drawTabs();
    if (isReturn) this.view.resume?.();
  }

  draw() {
    const { view } = this;
    this.glass.classList.toggle('dark', Boolean(view.dark));
    this.glass.classList.toggle('in-mini', Boolean(view.mini));
    const canGoBack = this.views.length > 1;
    const leave = h('button', { class: 'plain-button', testid: view.mini ? 'mini-close' : 'back', 'aria-label': t('cancel'), onclick: () => (canGoBack ? this.back() : this.tab('chats')) }, icon(view.mini ? 'close' : 'back'));
    const capsule = view.mini && h('span', { class: 'capsule' }, h('i', {}, '···'), leave);
    fill(this.bar, h('span', { class: 'bar-left' }, canGoBack && !view.mini && leave), h('h1', { testid: 'title' }, view.title), h('span', { class: 'bar-right' }, capsule || view.right));
    this.drawTabs();
  }

  drawTabs() {
    const { tab } = this.view;
    const waiting = (name) => (name === 'sms' ? unread(this) : name === 'chats' ? this.apps.reduce((sum, app) => sum + unread(this, app.appId), 0) : 0);
    const button = (name) => {
      const count = this.person ? waiting(name) : 0;
      const words = t(`tab${name[0].toUpperCase()}${name.slice(1)}`);
      return h('button', { testid: `tab-${name}`, 'aria-current': name === tab ? 'page' : undefined, onclick: () => this.tab(name) },
        icon(name), words, count > 0 && h('span', { class: 'badge' }, String(count)));
    };
    const mark = JSON.stringify([tab, this.person && Object.keys(TABS).map(waiting)]);
    if (mark === this.tabsMark) return;
    this.tabsMark = mark;
    fill(this.tabs, tab && Object.keys(TABS).map(button));
  }

  openPeople = () => (this.person ? this.open(peopleView(this)) : this.show([peopleView(this)]));
  openChat = (appId) => this.open(chatView(this, appId));
  openMini = (target) => this.open(miniView(this, target));
  openMiniPath = ({ appId, path }) => this.openMini(miniTarget(appId, path));

  /** A link in a message or on a page of the merchant. */
  openAddress(address) {
    const kind = kindOf(address);
    if (kind === 'SCAN') return this.scanText(address);
    return kind === 'PAGE' ? this.open(pageView(this, address)) : undefined;
  }

  /** Goes where a scan led. */
  led({ to, appId, miniProgram, url }) {
    if (to === 'ACCOUNT') this.openChat(appId);
    else if (to === 'MINI_PROGRAM') this.openMini(miniProgram);
    else this.openAddress(url);
    return this.refresh();
  }

  scanText(text, place) {
    return this.attempt(async () => this.led(await this.person.scanText(text)), place);
  }

  scanPicture(picture, place) {
    return this.attempt(async () => {
      if (place) place.textContent = t('scanning');
      await this.led(await scanPicture(picture, (blob) => this.person.scanPicture(blob)));
    }, place);
  }

  /** Does it, and says what went wrong at this place. */
  async attempt(act, place) {
    try {
      if (place) place.textContent = '';
      await act();
    } catch (error) {
      this.say(error, place);
    }
  }

  say(error, place) {
    if (place) place.textContent = this.wordsFor(error);
    else this.notify(icon('alert'), this.wordsFor(error));
  }

  /** What went wrong, for people; a call that got no answer at all is a TypeError. */
  wordsFor(error) {
    if (error.code === 'WX_API_UNREACHABLE') return t('noWxApi', this.wxApi);
    return error instanceof TypeError ? t('noSandbox') : t(error.message);
  }

  sheet(title, body, dismissed = () => {}) {
    const away = () => {
      this.closeSheet();
      dismissed();
    };
    fill(this.over, h('button', { class: 'veil', 'aria-label': t('cancel'), onclick: away }), h('section', { class: 'sheet', role: 'dialog', 'aria-label': title, testid: 'sheet' }, h('h2', {}, title), body));
  }

  closeSheet() {
    fill(this.over);
  }

  notify(...content) {
    const banner = h('div', { class: 'banner', testid: 'banner' }, content);
    fill(this.banner, banner);
    setTimeout(() => banner.remove(), BANNER_MILLIS);
  }

  /** A short message has come: its code can be filled in where one is asked for. */
  announce(sms) {
    const code = codeIn(sms);
    const use = () => {
      const input = this.screen.querySelector('[data-code]');
      fill(this.banner);
      if (!input) return this.tab('sms');
      input.value = code;
      return input.focus();
    };
    this.notify(icon('sms'), h('span', {}, smsWords(sms)), code && h('button', { class: 'link', testid: 'banner-fill', onclick: use }, t('useCode')));
  }

  async refresh() {
    try {
      const [apps, { wxApi }] = await Promise.all([sandbox.apps(), sandbox.settings()]);
      Object.assign(this, { apps, wxApi, sandboxUp: true });
      if (this.person) await this.receive();
    } catch (error) {
      if (error.status === 404) await this.person?.there();
      else this.sandboxUp = error.status !== undefined;
    }
    this.clock.textContent = timeOf(new Date());
    if (!this.view) return;
    this.drawTabs();
    await this.view.update?.();
  }

  async receive() {
    const { person } = this;
    const accounts = this.apps.filter((app) => app.kind === 'OFFICIAL_ACCOUNT');
    const [messages, sms, known] = await Promise.all([person.messages(), person.sms(), Promise.all(accounts.map((app) => person.knownTo(app.appId)))]);
    if (person !== this.person) return;
    Object.assign(this, { messages, sms, following: new Set(known.filter((one) => one.following).map((one) => one.appId)) });
    const newest = sms.at(-1)?.at ?? '';
    if (this.smsSeen !== undefined && newest > this.smsSeen) this.announce(sms.at(-1));
    this.smsSeen = newest;
    fill(this.holder, avatar(person.nickname, person.id), h('span', {}, h('strong', {}, person.nickname), h('small', {}, person.phone)));
  }
}

/** A picture dropped on the page or pasted into it is scanned. */
function takePictures(phone) {
  const take = (event, transfer) => {
    const picture = pictureAmong(transfer);
    if (!picture || !phone.person) return;
    event.preventDefault();
    const view = TABS.scan(phone);
    phone.show([view]);
    phone.scanPicture(picture, view.problem);
  };
  const over = (on) => (event) => {
    event.preventDefault();
    phone.glass.classList.toggle('dropping', on);
  };
  document.addEventListener('paste', (event) => take(event, event.clipboardData));
  document.addEventListener('dragover', over(true));
  document.addEventListener('dragleave', over(false));
  document.addEventListener('drop', (event) => {
    over(false)(event);
    take(event, event.dataTransfer);
  });
}

function aside(phone) {
  return h(
    'aside',
    { class: 'aside' },
    h('p', { class: 'brand' }, '卡包 Kabao'),
    h('h1', {}, t('title')),
    h('p', {}, t('lead')),
    h('ol', {}, ['try1', 'try2', 'try3', 'try4'].map((step) => h('li', {}, t(step)))),
    phone.holder,
  );
}

const phone = new Phone();
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = `${t('title')} · Kabao`;
document.body.append(aside(phone), phone.element);
takePictures(phone);

const holder = lastHolder();
await phone.attempt(() => (holder ? phone.hold(holder) : phone.refresh()));
if (!phone.view) phone.tab('chats');
const beat = async () => {
  if (!document.hidden) await phone.refresh();
  setTimeout(beat, REFRESH_MILLIS);
};
setTimeout(beat, REFRESH_MILLIS);
