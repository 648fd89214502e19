// The card as the member sees it.
import { h } from './dom.mjs';
import { empty } from './home.mjs';
import { t } from './words.mjs';
import { addressOf } from './wxapi.mjs';

/** The colours that WeChat names by number. */
const COLOURS = {
  Color010: '#63b359', Color020: '#2c9f67', Color030: '#509fc9', Color040: '#5885cf', Color050: '#9062c0',
  Color060: '#d09a45', Color070: '#e4b138', Color080: '#ee903c', Color081: '#f08500', Color082: '#a9d92d',
  Color090: '#dd6549', Color100: '#cc463d', Color101: '#cf3e36', Color102: '#5e6671',
};

/** A template's colour, by WeChat's name or as #rrggbb. */
export const colourOf = (given) => COLOURS[given] ?? (/^#[0-9a-f]{6}$/i.test(given ?? '') ? given : '#2c9f67');

/** 66.00 for 6600 fen. */
export const yuan = (fen) => (fen / 100).toFixed(2);

/** The face: merchant and title, below them the number and what stands on it. */
export function cardFace({ title, template = {}, merchant, number, status, base }) {
  const logo = template.logoUrl ?? merchant?.logoUrl;
  return h(
    'section',
    { class: 'card-face', testid: status ? 'card' : 'offer-card', colour: colourOf(template.color), 'data-status': status },
    template.backgroundUrl && h('img', { class: 'card-ground', alt: '', src: addressOf(template.backgroundUrl, base) }),
    h('header', {},
      logo ? h('img', { class: 'logo', alt: '', src: addressOf(logo, base) }) : h('span', { class: 'logo' }, [...(merchant?.name ?? title)][0]),
      h('div', {}, merchant?.name && h('small', {}, merchant.name), h('strong', {}, title)),
      status && h('span', { class: 'status', testid: 'card-status' }, t(status))),
    number && h('p', { class: 'card-number', testid: 'card-number' }, number.replace(/(.{4})(?=.)/g, '$1 ')),
  );
}

const fact = (name, value, testid) => h('div', { testid }, h('b', {}, value), h('span', {}, t(name)));

function ownCard(card, { player, base }) {
  return [
    cardFace({ title: card.template?.title ?? '', template: card.template, merchant: player.state.offer?.merchant, number: card.number, status: card.status, base }),
    h('div', { class: 'facts' },
      fact('balance', `¥${yuan(card.balanceFen ?? 0)}`, 'card-balance'),
      fact('points', String(card.points ?? 0), 'card-points'),
      fact('coupons', String(card.couponCount ?? 0), 'card-coupons')),
    h('dl', { class: 'panel pairs' },
      card.level && [h('dt', {}, t('level')), h('dd', {}, card.level.name)],
      card.favouriteStore && [h('dt', {}, t('favouriteStore')), h('dd', { testid: 'card-store' }, card.favouriteStore.name)],
      h('dt', {}, t('validity')), h('dd', {}, card.expiresAt ? t('validUntil', card.expiresAt.slice(0, 10)) : t('forever'))),
    card.status === 'CLAIMED' && h('p', { class: 'hint' }, t('continueByScan')),
  ];
}

/** All cards of the member, the one just claimed first. */
export function cardsStep(context, { cards, claim }) {
  if (cards.length === 0) return empty('mini', t('noScene'), t('noSceneMore'));
  const sorted = [...cards].sort((a, b) => Number(b.id === claim?.id) - Number(a.id === claim?.id));
  return h('div', { class: 'step' }, h('h3', {}, t('cards')), sorted.map((card) => ownCard(card, context)));
}
