// The mini-program's first steps: the offer with its documents, following first, and proof by short message.
import { fill, h, icon } from './dom.mjs';
import { cardFace } from './mini-cards.mjs';
import { smsField } from './mini-sms.mjs';
import { scanPicture } from './picture.mjs';
import { language, t } from './words.mjs';
import { addressOf, readableAt } from './wxapi.mjs';

/** What is offered, by whom, and the way to say yes: nothing is ticked beforehand. */
export function offerStep({ phone, person, player, base, askPhone }, { offer }) {
  const documents = offer.documents ?? [];
  const boxes = documents.map((document) => consent(phone, base, document));
  const consents = () => documents.filter((_, index) => boxes[index].box.checked).map(({ kind, version }) => ({ kind, version }));
  const agreed = () => boxes.every(({ box }) => box.checked);
  const hint = h('p', { class: 'hint' });
  const { fields, button } = claimerOf(offer)({ offer, person, player, askPhone, consents });

  const press = (event) => {
    event.preventDefault();
    hint.textContent = agreed() ? '' : t('agreeFirst');
    if (agreed()) button.act();
  };

  return h(
    'form',
    { class: 'step', onsubmit: press },
    cardFace({ title: offer.template.title, template: offer.template, merchant: offer.merchant, base }),
    people(offer),
    offer.template.perks?.length > 0 && section('perks', h('ul', {}, offer.template.perks.map((perk) => h('li', {}, icon('check'), perk.text)))),
    noticeOf(phone, base, offer.template),
    fields,
    h('div', { class: 'consents' }, boxes.map(({ label }) => label)),
    hint,
    h('button', { class: 'primary', testid: button.testid }, button.words),
  );
}

function claimerOf({ phoneNeeded, phoneBy }) {
  if (phoneNeeded === false) return asKnown;
  return phoneBy === 'WECHAT' ? byWechat : byNumber;
}

function asKnown({ player, consents }) {
  return { fields: null, button: { testid: 'claim', words: t('claim'), act: () => player.claimAsKnown(consents()) } };
}

const section = (title, content) => h('section', { class: 'panel' }, h('h3', {}, t(title)), content);

function noticeOf(phone, base, { notice, description, links = [] }) {
  const lines = [notice, description].filter(Boolean).map((line) => h('p', {}, line));
  const leads = links.map(({ text, url }) => h('p', {}, h('button', { type: 'button', class: 'link', onclick: () => phone.openAddress(addressOf(url, base)) }, text)));
  return lines.length + leads.length > 0 && section('notice', [...lines, ...leads]);
}

function people({ store, staff, referrer }) {
  return (store || staff || referrer) && h(
    'p',
    { class: 'by' },
    store && h('span', { testid: 'offer-store' }, icon('store'), store.name),
    staff && h('span', { testid: 'offer-staff' }, icon('me'), `${staff.name} ${t('byStaff')}`),
    referrer && h('span', { testid: 'offer-referrer' }, icon('me'), `${referrer.displayName} ${t('byReferrer')}`),
  );
}

function consent(phone, base, { kind, title, url }) {
  const box = h('input', { type: 'checkbox', testid: `consent-${kind}` });
  const read = (event) => {
    event.preventDefault();
    if (url) phone.openAddress(addressOf(url, base));
  };
  return { box, label: h('label', {}, box, h('span', {}, `${t('agree')} `, h('button', { type: 'button', class: 'link', onclick: read }, quoted(title || t(kind))))) };
}

/** A document's title as Chinese writes it. */
const quoted = (title) => (language === 'en' || title.startsWith('《') ? title : `《${title}》`);

function byWechat({ player, askPhone, consents }) {
  const act = async () => {
    if (await askPhone()) await player.claimByWechat(consents());
  };
  return { fields: null, button: { testid: 'phone-authorise', words: [icon('phone'), t('authorise')], act } };
}

function byNumber({ offer, person, player, consents }) {
  const field = smsField({ player, purpose: 'CLAIM', phone: person.phone, coded: offer.phoneBy === 'SMS' });
  const act = () => player.claimByNumber({ ...field.values(), consents: consents() });
  return { fields: field.element, button: { testid: 'claim', words: t('claim'), act } };
}

/** The account's picture, which the customer reads within WeChat, and the way on. */
export function followStep({ phone, player, base }, { offer }) {
  const { imageUrl } = offer.follow;
  const problem = h('p', { class: 'problem', role: 'alert' });
  const place = imageUrl && readableAt(imageUrl, base, location.origin);
  const recognise = () => phone.attempt(async () => {
    const picture = await (await fetch(place)).blob();
    phone.led(await scanPicture(picture, (blob) => phone.person.scanPicture(blob)));
  }, problem);
  const picture = h('div', { class: 'follow-picture' });
  if (imageUrl) fill(picture, h('img', { testid: 'follow-picture', alt: '', src: place ?? addressOf(imageUrl, base), onclick: place && recognise }));

  return h(
    'div',
    { class: 'step middle' },
    h('h3', {}, t('followFirst')),
    picture,
    h('p', { class: 'quiet' }, t(imageUrl ? 'followHow' : 'followNoPicture')),
    place && h('button', { class: 'primary', testid: 'follow-scan', onclick: recognise }, icon('scan'), t('recognise')),
    h('button', { class: 'secondary', testid: 'follow-done', onclick: () => player.refresh() }, t('followDone')),
    problem,
  );
}

/** The number is another person's in this app: a short message to it decides. */
export function identityStep({ person, player }) {
  const field = smsField({ player, purpose: 'IDENTITY', phone: person.phone, coded: true });
  const press = (event) => {
    event.preventDefault();
    player.claimByNumber({ ...field.values(), consents: player.consents });
  };
  return h(
    'form',
    { class: 'step', onsubmit: press },
    h('h3', {}, t('identity')),
    h('p', { class: 'quiet' }, t('identityMore')),
    field.element,
    h('button', { class: 'primary', testid: 'identity-confirm' }, t('confirm')),
  );
}
