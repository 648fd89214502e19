// The mini-program's second step: the profile of a new member, or the old card of one who was there before.
import { fill, h } from './dom.mjs';
import { smsField } from './mini-sms.mjs';
import { t } from './words.mjs';

/** Two ways: a new member fills in a profile, another binds the card of before. */
export function activateStep(context, { offer }) {
  const place = h('div');
  const tabs = h('div', { class: 'tabs', role: 'tablist' });
  const ways = [
    { testid: 'tab-new', title: t('newMember'), form: profileForm(context, offer) },
    { testid: 'tab-old', title: t('oldMember'), form: bindingForm(context, offer) },
  ];
  const choose = (way) => {
    context.player.forget();
    fill(tabs, ways.map((one) => h('button', { role: 'tab', testid: one.testid, 'aria-selected': String(one === way), onclick: () => choose(one) }, one.title)));
    fill(place, way.form);
  };
  choose(ways[0]);
  return h('div', { class: 'step' }, h('h3', {}, t('activateTitle')), h('p', { class: 'quiet' }, t('activateMore')), tabs, place);
}

function profileForm({ player }, offer) {
  const fields = (offer.profileFields ?? []).map(profileField);
  const store = storeField(offer.favouriteStore);
  const press = (event) => {
    event.preventDefault();
    const profile = Object.fromEntries(fields.map((field) => [field.key, field.value()]).filter(([, value]) => value !== '' && value !== undefined));
    player.activate({ profile, favouriteStoreId: store?.value() || undefined });
  };
  return h(
    'form',
    { onsubmit: press },
    h('div', { class: 'form' }, fields.map((field) => field.element), store?.element),
    h('button', { class: 'primary', testid: 'activate' }, t('activate')),
  );
}

/** Fixed by the code: nothing to choose. */
function storeField(favourite) {
  const choices = favourite?.choices ?? [];
  if (!favourite || favourite.fixed || choices.length === 0) return null;
  const select = h('select', { testid: 'favourite-store' }, option('', t('choose')), choices.map(({ id, name }) => option(id, name)));
  return { element: h('label', {}, h('span', {}, t('favouriteStore')), select), value: () => select.value };
}

const option = (value, words) => h('option', { value }, words);
const choiceOf = (given) => (typeof given === 'object' ? { value: given.value ?? given.key ?? given.id, label: given.label ?? given.name } : { value: given, label: given });

const INPUTS = { DATE: 'date', BIRTHDAY: 'date', EMAIL: 'email', NUMBER: 'number', PHONE: 'tel' };

/** One field by its type: something to tick, to choose among, or to type. */
export function profileField({ key, label, type = 'TEXT', required = false, options }) {
  const title = h('span', {}, label, !required && h('small', {}, t('optional')));
  const choices = (options ?? []).map(choiceOf);
  const named = { testid: `field-${key}`, required };
  if (/MULTI|CHECKBOX/.test(type) && choices.length > 0) {
    const boxes = choices.map(({ value }) => h('input', { type: 'checkbox', value, testid: `field-${key}-${value}` }));
    const ticks = choices.map((choice, index) => h('label', { class: 'tick' }, boxes[index], choice.label));
    const element = h('div', { role: 'group', 'aria-label': label }, title, h('div', { class: 'ticks' }, ticks));
    return { key, element, value: () => { const chosen = boxes.filter((box) => box.checked).map((box) => box.value); return chosen.length > 0 ? chosen : undefined; } };
  }
  const input = choices.length > 0
    ? h('select', named, option('', t('choose')), choices.map((choice) => option(choice.value, choice.label)))
    : h('input', { ...named, type: INPUTS[type] ?? 'text', maxlength: 200 });
  return { key, element: h('label', {}, title, input), value: () => input.value.trim() };
}

function bindingForm({ player, person }, offer) {
  const number = h('input', { testid: 'bind-number', required: true, maxlength: 64 });
  const fields = (offer.bindingFields ?? []).map(({ key, label }) => ({ key, label, input: h('input', { testid: `bind-${key}`, required: true, maxlength: 200 }) }));
  const proof = smsField({ player, purpose: 'BIND', phone: person.phone, coded: true });
  const wanted = h('input', { type: 'checkbox', testid: 'bind-by-code' });
  const proofPlace = h('div');
  wanted.addEventListener('change', () => fill(proofPlace, wanted.checked && proof.element));
  const press = (event) => {
    event.preventDefault();
    player.bind({
      cardNumber: number.value.trim(),
      fields: Object.fromEntries(fields.map(({ key, input }) => [key, input.value.trim()])),
      smsCode: wanted.checked ? proof.values().smsCode : undefined,
    });
  };
  return h(
    'form',
    { onsubmit: press },
    h('div', { class: 'form' },
      h('label', {}, h('span', {}, t('cardNumber')), number),
      fields.map(({ label, input }) => h('label', {}, h('span', {}, label), input))),
    h('label', { class: 'tick apart' }, wanted, t('byCode')),
    proofPlace,
    h('button', { class: 'primary', testid: 'bind' }, t('bind')),
  );
}

/** Several cards of before: one of them, or none. */
export function chooseStep({ player }, { claim }) {
  return h(
    'div',
    { class: 'step' },
    h('h3', {}, t('chooseTitle')),
    h('p', { class: 'quiet' }, t('chooseMore')),
    h('div', { class: 'rows inset' }, claim.oldCards.map(({ id, numberMasked }) =>
      h('button', { class: 'row plain', testid: 'old-card', 'data-id': id, onclick: () => player.bind({ oldCardId: id }) }, h('span', { class: 'row-text' }, h('strong', {}, numberMasked))))),
    h('button', { class: 'secondary', testid: 'old-card-none', onclick: () => player.newMember() }, t('chooseNone')),
  );
}
