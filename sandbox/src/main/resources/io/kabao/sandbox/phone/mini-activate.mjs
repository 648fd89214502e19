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
    const profile = Object.fromEntries(fields.map((field) => [field.key, field.value()]).filter(([, value]) => value !== ''));
    player.activate({ profile, favouriteStoreId: store?.value() || undefined });
  };
  return h(
    'form',
    { onsubmit: press },
    h('div', { class: 'form' }, fields.map((field) => field.element), store?.element),
    h('button', { class: 'primary', testid: 'activate' }, t('activate')),
  );
}

/** Fixed by the code: shown, with nothing to choose. */
function storeField(favourite) {
  const row = (content) => h('label', {}, h('span', {}, t('favouriteStore')), content);
  if (favourite?.fixed) return { element: row(h('b', { testid: 'fixed-store' }, favourite.fixed.name)), value: () => undefined };
  const choices = favourite?.choices ?? [];
  if (choices.length === 0) return null;
  const select = h('select', { testid: 'favourite-store' }, option('', t('choose')), choices.map(({ id, name }) => option(id, name)));
  return { element: row(select), value: () => select.value };
}

const option = (value, words) => h('option', { value }, words);

const INPUTS = { DATE: 'date', NUMBER: 'number', PHONE: 'tel' };

/** One field by its type: something to choose among, or to type. */
function profileField({ key, label, type, required, options }) {
  const named = { testid: `field-${key}`, required };
  const input = type === 'CHOICE'
    ? h('select', named, option('', t('choose')), (options ?? []).map((words) => option(words, words)))
    : h('input', { ...named, type: INPUTS[type] ?? 'text', maxlength: 100 });
  const title = h('span', {}, label, !required && h('small', {}, t('optional')));
  return { key, element: h('label', {}, title, input), value: () => input.value.trim() };
}

function bindingForm({ player, person }, offer) {
  const number = h('input', { testid: 'bind-number', required: true, maxlength: 64 });
  const fields = (offer.bindingFields ?? []).map(({ key, label }) => ({ key, label, input: h('input', { testid: `bind-${key}`, required: true, maxlength: 100, value: key === 'phone' ? person.phone : undefined }) }));
  const proof = smsField({ player, purpose: 'BIND', phone: person.phone, coded: true });
  const wanted = h('input', { type: 'checkbox', testid: 'bind-by-code' });
  const proofPlace = h('div');
  const oldPhone = fields.find(({ key }) => key === 'phone')?.input;
  const showProof = () => {
    if (oldPhone) proof.phoneIs(oldPhone.value);
    fill(proofPlace, wanted.checked && proof.element);
  };
  wanted.addEventListener('change', showProof);
  const press = async (event) => {
    event.preventDefault();
    await player.bind({
      cardNumber: number.value.trim(),
      fields: Object.fromEntries(fields.map(({ key, input }) => [key, input.value.trim()])),
      smsCode: wanted.checked ? proof.values().smsCode : undefined,
    });
    if (player.state.problem?.code !== 'OLD_CARD_NEEDS_PROOF') return;
    wanted.checked = true;
    showProof();
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
