import { expect, test } from 'vitest';
import type { HeldCard, Offer } from '../api/contract';
import { stepOf, turnAfter, type Way } from './steps';

const NO_WAY: Way = { heldPhone: null, towards: null };
const OLD_CARDS = [
  { id: '7', numberMasked: 'A***1' },
  { id: '8', numberMasked: 'A***2' },
];

function anOffer(told: Partial<Offer> = {}): Offer {
  return {
    scene: 'S',
    merchant: { id: '1', name: 'M' },
    template: { id: '2', title: 'T' },
    follow: { required: false, followed: false },
    phoneBy: 'SMS',
    phoneNeeded: true,
    profileFields: [],
    bindingFields: [],
    favouriteStore: { fixed: null, choices: [] },
    documents: [],
    card: null,
    ...told,
  };
}

function aCard(told: Partial<HeldCard> = {}): HeldCard {
  return { id: '5', status: 'CLAIMED', nextStep: 'ACTIVATE', oldCards: [], ...told };
}

test.each([
  [true, false, 'FOLLOW'],
  [true, true, 'PHONE'],
  [false, false, 'PHONE'],
  [false, true, 'PHONE'],
])('following required %s and done %s: %s', (required, followed, at) => {
  expect(stepOf(anOffer({ follow: { required, followed } }), NO_WAY).at).toBe(at);
});

test('a phone that only the mini-program can give is asked for there', () => {
  expect(stepOf(anOffer({ phoneBy: 'WECHAT' }), NO_WAY).at).toBe('ELSEWHERE');
  expect(stepOf(anOffer({ phoneBy: 'WECHAT', phoneNeeded: false }), NO_WAY).at).toBe('PHONE');
});

test('a phone held by another person is confirmed before the claim', () => {
  const way = { ...NO_WAY, heldPhone: '+8613800000000' };
  expect(stepOf(anOffer(), way)).toEqual({ at: 'IDENTITY', phone: '+8613800000000' });
});

test.each(['ACTIVE', 'FROZEN', 'CANCELLED'] as const)('a card that is %s is gone to, whatever the offer asks', (status) => {
  const offer = anOffer({ card: aCard({ status }), follow: { required: true, followed: false } });
  expect(stepOf(offer, NO_WAY)).toEqual({ at: 'CARD', cardId: '5' });
});

test('a claimed card is activated', () => {
  expect(stepOf(anOffer({ card: aCard() }), NO_WAY)).toEqual({ at: 'PROFILE', cardId: '5' });
});

test('several old cards are chosen from first', () => {
  const card = aCard({ nextStep: 'CHOOSE_OLD_CARD', oldCards: OLD_CARDS });
  expect(stepOf(anOffer({ card }), NO_WAY)).toEqual({ at: 'CHOOSE', cardId: '5', oldCards: OLD_CARDS });
});

test.each(['PROFILE', 'OLD_CARD'] as const)('the customer may go towards %s', (towards) => {
  const card = aCard({ nextStep: 'CHOOSE_OLD_CARD', oldCards: OLD_CARDS });
  expect(stepOf(anOffer({ card }), { ...NO_WAY, towards }).at).toBe(towards);
});

test('a choice without old cards is none', () => {
  const card = aCard({ nextStep: 'CHOOSE_OLD_CARD', oldCards: [] });
  expect(stepOf(anOffer({ card }), NO_WAY).at).toBe('PROFILE');
});

test('with nothing left to do the card is shown', () => {
  expect(stepOf(anOffer({ card: aCard({ nextStep: 'NONE' }) }), NO_WAY).at).toBe('CARD');
});

test.each([
  ['PHONE_HELD', 'IDENTITY'],
  ['FOLLOW_FIRST', 'RELOAD'],
  ['CONSENT_MISSING', 'RELOAD'],
  ['ALREADY_ACTIVE', 'RELOAD'],
  ['STORE_NOT_OFFERED', 'RELOAD'],
  ['STORE_FIXED', 'RELOAD'],
  ['PROFILE_FIELD_UNKNOWN', 'RELOAD'],
  ['OLD_CARD_NEEDS_PROOF', 'PROOF'],
  ['CODE_REVOKED', 'NOTHING'],
  ['', 'NOTHING'],
])('after %s the turn is %s', (code, turn) => {
  expect(turnAfter(code)).toBe(turn);
});
