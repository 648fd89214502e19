// Who holds the phone: one of the people there are, or a new one.
import { avatar, fill, h } from './dom.mjs';
import { knownPeople } from './memory.mjs';
import * as sandbox from './sandbox.mjs';
import { t } from './words.mjs';

const SHOWN = 12;
const NAMES = ['陈晨', '林悦', '周舟', '吴桐', '许诺', '沈清', '何夕', '苏杭'];

/** A name and number that nobody has yet, so that one press is enough. */
function suggestion(people) {
  const taken = new Set(people.map((person) => person.phone));
  const names = new Set(people.map((person) => person.nickname));
  let number = 13800000001;
  while (taken.has(String(number))) number += 1;
  return { nickname: NAMES.find((name) => !names.has(name)) ?? NAMES[people.length % NAMES.length], phone: String(number) };
}

/** Those this browser made first, then others of the sandbox. */
async function everybody() {
  const known = knownPeople();
  const ids = new Set(known.map((person) => person.id));
  const others = (await sandbox.people()).filter((person) => !ids.has(person.id));
  return [...known, ...others].slice(0, SHOWN);
}

/** The page that asks whose phone it is. */
export function peopleView(phone) {
  const nickname = h('input', { testid: 'person-name', maxlength: 16, 'aria-label': t('nickname') });
  const number = h('input', { testid: 'person-phone', inputmode: 'numeric', maxlength: 11, 'aria-label': t('phone') });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const list = h('div', { class: 'rows', testid: 'people' });

  async function make(event) {
    event.preventDefault();
    if (!/^1[3-9][0-9]{9}$/.test(number.value)) {
      problem.textContent = t('phoneWrong');
      return;
    }
    await phone.attempt(async () => {
      phone.hold(await sandbox.makePerson({ phone: number.value, nickname: nickname.value.trim() || undefined }));
    }, problem);
  }

  const person = (one) =>
    h('button', { class: 'row', testid: 'person', 'data-id': one.id, onclick: () => phone.attempt(() => phone.hold(one), problem) },
      avatar(one.nickname, one.id),
      h('span', { class: 'row-text' }, h('strong', {}, one.nickname), h('small', {}, one.phone)));

  const element = h(
    'div',
    { class: 'scroll people' },
    h('header', { class: 'hello' }, h('h2', {}, t('whose')), h('p', {}, t('whoseMore'))),
    h('form', { class: 'form', onsubmit: make },
      h('label', {}, h('span', {}, t('nickname')), nickname),
      h('label', {}, h('span', {}, t('phone')), number),
      h('button', { class: 'primary', testid: 'person-make' }, t('make')),
      problem),
    list,
  );

  phone.attempt(async () => {
    const people = await everybody();
    const free = suggestion(people);
    nickname.value ||= free.nickname;
    number.value ||= free.phone;
    fill(list, people.length > 0 && h('h2', { class: 'group' }, t('known')), people.map(person));
  }, problem);

  return { title: t('newPerson'), element };
}
