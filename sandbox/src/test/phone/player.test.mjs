import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Player, Step, sceneOf } from '../../main/resources/io/kabao/sandbox/phone/player.mjs';
import { Problem } from '../../main/resources/io/kabao/sandbox/phone/wxapi.mjs';

const CONSENTS = [{ kind: 'TERMS', version: 3 }, { kind: 'PRIVACY', version: 2 }];
const CARD = { id: '7', number: '88001', status: 'ACTIVE' };
const OFFER = { scene: 's7', follow: { required: false, followed: false }, documents: [] };
const problem = (status, code) => new Problem(status, { code, detail: code });

/** A wx-api that answers as told, in order for each call, the last answer again and again; and what it was asked. */
function house(answers, query = { scene: 's7' }) {
  const calls = [];
  let codes = 0;
  const answer = async (method, path, body) => {
    calls.push({ call: `${method} ${path}`, body });
    const waiting = answers[`${method} ${path}`] ?? [];
    const next = waiting.length > 1 ? waiting.shift() : waiting[0];
    if (next instanceof Error) throw next;
    return next ?? {};
  };
  const api = { token: null, get: (path) => answer('GET', path), post: (path, body) => answer('POST', path, body) };
  const wechat = { loginCode: async () => `login-${(codes += 1)}`, phoneCode: async () => `phone-${(codes += 1)}` };
  answers['POST /wx/sessions'] ??= [{ token: 'token', member: null }];
  const player = new Player({ appId: 'wx1', query, wechat, api });
  return { player, calls, api, names: () => calls.map(({ call }) => call) };
}

describe('A mini-program', () => {
  it('signs in, shows the offer, claims, activates and shows the card, in this order', async () => {
    const { player, calls, api, names } = house({
      'GET /wx/claim-codes/s7': [OFFER],
      'POST /wx/claims': [{ id: '7', nextStep: 'ACTIVATE', oldCards: [] }],
      'GET /wx/cards': [{ items: [CARD] }],
    });
    await player.start();
    assert.equal(player.state.step, Step.OFFER);
    assert.equal(api.token, 'token');
    await player.claimByWechat(CONSENTS);
    assert.equal(player.state.step, Step.ACTIVATE);
    await player.activate({ profile: { name: '陈晨' }, favouriteStoreId: '5' });
    assert.equal(player.state.step, Step.CARDS);
    assert.deepEqual(player.state.cards, [CARD]);
    assert.deepEqual(names(), ['POST /wx/sessions', 'GET /wx/claim-codes/s7', 'POST /wx/claims', 'POST /wx/cards/7/activation', 'GET /wx/cards']);
    assert.deepEqual(calls[0].body, { appId: 'wx1', code: 'login-1' });
    assert.deepEqual(JSON.parse(JSON.stringify(calls[2].body)), { scene: 's7', phoneCode: 'phone-2', consents: CONSENTS });
    assert.deepEqual(calls[3].body, { profile: { name: '陈晨' }, favouriteStoreId: '5' });
  });

  it('decodes the scene, which a page gets encoded', async () => {
    assert.equal(sceneOf({ scene: 'a%26b%3Dc%2Fd' }), 'a&b=c/d');
    assert.equal(sceneOf({ scene: '100%' }), '100%');
    assert.equal(sceneOf({}), '');
    const { player, names } = house({ 'GET /wx/claim-codes/a%2Fb': [OFFER] }, { scene: 'a%2Fb' });
    await player.start();
    assert.equal(names()[1], 'GET /wx/claim-codes/a%2Fb');
  });

  it('lets the customer follow first and goes on once that is known', async () => {
    const first = { ...OFFER, follow: { required: true, followed: false, imageUrl: '/x' } };
    const { player } = house({ 'GET /wx/claim-codes/s7': [first, first, { ...first, follow: { required: true, followed: true } }] });
    await player.start();
    assert.equal(player.state.step, Step.FOLLOW);
    await player.refresh();
    assert.equal(player.state.step, Step.FOLLOW);
    await player.refresh();
    assert.equal(player.state.step, Step.OFFER);
  });

  it('sent back to following by the claim shows what the offer says now', async () => {
    const { player } = house({
      'GET /wx/claim-codes/s7': [OFFER, { ...OFFER, follow: { required: true, followed: false } }],
      'POST /wx/claims': [problem(403, 'FOLLOW_FIRST')],
    });
    await player.start();
    await player.claimByWechat(CONSENTS);
    assert.deepEqual([player.state.step, player.state.problem.code], [Step.FOLLOW, 'FOLLOW_FIRST']);
  });

  it('never sends a phone code twice', async () => {
    const { player, calls } = house({
      'GET /wx/claim-codes/s7': [OFFER],
      'POST /wx/claims': [problem(503, 'BUSY'), { id: '7', nextStep: 'NONE' }],
      'GET /wx/cards': [[CARD]],
    });
    await player.start();
    assert.equal(await player.claimByWechat(CONSENTS), false);
    assert.deepEqual([player.state.step, player.state.problem.code], [Step.OFFER, 'BUSY']);
    assert.equal(await player.claimByWechat(CONSENTS), true);
    const codes = calls.filter(({ call }) => call === 'POST /wx/claims').map(({ body }) => body.phoneCode);
    assert.equal(new Set(codes).size, 2);
    assert.equal(player.state.problem, null);
    assert.deepEqual(player.state.cards, [CARD]);
  });

  it('proves by a short message that a phone held by another is the customer\'s', async () => {
    const { player, calls } = house({
      'GET /wx/claim-codes/s7': [OFFER],
      'POST /wx/claims': [problem(409, 'PHONE_HELD'), problem(422, 'SMS_CODE_WRONG'), { id: '7', nextStep: 'ACTIVATE' }],
      'POST /wx/sms-codes': [{ retryAfterSeconds: 60 }],
    });
    await player.start();
    await player.claimByWechat(CONSENTS);
    assert.equal(player.state.step, Step.IDENTITY);
    assert.equal(await player.sendCode('IDENTITY', '13800000001'), true);
    assert.deepEqual(calls.at(-1).body, { purpose: 'IDENTITY', phone: '13800000001', scene: 's7' });
    await player.claimByNumber({ phone: '13800000001', smsCode: '000000', consents: player.consents });
    assert.equal(player.state.step, Step.IDENTITY);
    await player.claimByNumber({ phone: '13800000001', smsCode: '482913', consents: player.consents });
    assert.equal(player.state.step, Step.ACTIVATE);
    assert.deepEqual(JSON.parse(JSON.stringify(calls.at(-1).body)), { scene: 's7', phone: '13800000001', smsCode: '482913', consents: CONSENTS });
  });

  it('lets the customer choose among old cards, or none of them', async () => {
    const answers = () => ({
      'GET /wx/claim-codes/s7': [OFFER],
      'POST /wx/claims': [{ id: '7', nextStep: 'CHOOSE_OLD_CARD', oldCards: [{ id: '71', numberMasked: 'V8****21' }] }],
      'GET /wx/cards': [{ items: [CARD] }],
    });
    const chosen = house(answers());
    await chosen.player.start();
    await chosen.player.claimByWechat(CONSENTS);
    assert.equal(chosen.player.state.step, Step.CHOOSE);
    await chosen.player.bind({ oldCardId: '71' });
    assert.deepEqual(JSON.parse(JSON.stringify(chosen.calls.at(-2))), { call: 'POST /wx/cards/7/binding', body: { oldCardId: '71', fields: {} } });
    assert.equal(chosen.player.state.step, Step.CARDS);

    const none = house(answers());
    await none.player.start();
    await none.player.claimByWechat(CONSENTS);
    none.player.newMember();
    assert.equal(none.player.state.step, Step.ACTIVATE);
  });

  it('keeps what is refused to be read, and lets it be tried again or otherwise', async () => {
    const { player, calls } = house({
      'GET /wx/claim-codes/s7': [{ ...OFFER, card: { id: '7', status: 'CLAIMED', nextStep: 'ACTIVATE' } }],
      'POST /wx/cards/7/binding': [problem(422, 'OLD_CARD_NOT_FOUND')],
      'POST /wx/cards/7/activation': [{}],
      'GET /wx/cards': [{ items: [CARD] }],
    });
    await player.start();
    assert.equal(player.state.step, Step.ACTIVATE);
    await player.bind({ cardNumber: 'V1', fields: { name: '陈' }, smsCode: '482913' });
    assert.deepEqual(calls.at(-1).body, { oldCardId: undefined, cardNumber: 'V1', fields: { name: '陈' }, smsCode: '482913' });
    assert.deepEqual([player.state.step, player.state.problem.code], [Step.ACTIVATE, 'OLD_CARD_NOT_FOUND']);
    player.forget();
    assert.equal(player.state.problem, null);
    await player.activate({ profile: {} });
    assert.equal(player.state.step, Step.CARDS);
  });

  it('claims without a phone where the verified one is on file', async () => {
    const { player, calls } = house({
      'GET /wx/claim-codes/s7': [{ ...OFFER, phoneNeeded: false }],
      'POST /wx/claims': [{ id: '7', nextStep: 'NONE' }],
      'GET /wx/cards': [{ items: [CARD] }],
    });
    await player.start();
    await player.claimAsKnown(CONSENTS);
    assert.deepEqual(JSON.parse(JSON.stringify(calls[2].body)), { scene: 's7', consents: CONSENTS });
    assert.equal(player.state.step, Step.CARDS);
  });

  it('goes on where a claim was left, also among several old cards', async () => {
    const card = { id: '7', status: 'CLAIMED', nextStep: 'CHOOSE_OLD_CARD', oldCards: [{ id: '71', numberMasked: 'V8****21' }] };
    const { player } = house({ 'GET /wx/claim-codes/s7': [{ ...OFFER, card }] });
    await player.start();
    assert.deepEqual([player.state.step, player.state.claim.oldCards.length], [Step.CHOOSE, 1]);
  });

  it('asks for an identity code also where a code of the claim was not enough', async () => {
    const { player } = house({ 'GET /wx/claim-codes/s7': [OFFER], 'POST /wx/claims': [problem(409, 'PHONE_HELD')] });
    await player.start();
    await player.claimByNumber({ phone: '13800000001', smsCode: '482913', consents: CONSENTS });
    assert.equal(player.state.step, Step.IDENTITY);
  });

  it('shows the card to who holds one already, and own cards where it was opened without a scene', async () => {
    const held = house({ 'GET /wx/claim-codes/s7': [{ ...OFFER, card: CARD }], 'GET /wx/cards': [{ items: [CARD] }] });
    await held.player.start();
    assert.deepEqual(held.player.state.cards, [CARD]);
    const plain = house({ 'GET /wx/cards': [{ items: [] }] }, {});
    await plain.player.start();
    assert.deepEqual(plain.names(), ['POST /wx/sessions', 'GET /wx/cards']);
    assert.equal(plain.player.state.step, Step.CARDS);
  });

  it('signs in once more where its session has ended, and only once', async () => {
    const again = house({ 'GET /wx/claim-codes/s7': [problem(401, 'NOT_SIGNED_IN'), OFFER] });
    await again.player.start();
    assert.deepEqual(again.names(), ['POST /wx/sessions', 'GET /wx/claim-codes/s7', 'POST /wx/sessions', 'GET /wx/claim-codes/s7']);
    assert.equal(again.player.state.step, Step.OFFER);
    const never = house({ 'GET /wx/claim-codes/s7': [problem(401, 'NOT_SIGNED_IN')] });
    await never.player.start();
    assert.equal(never.names().length, 4);
    assert.deepEqual([never.player.state.step, never.player.state.problem.code], [Step.FAILED, 'NOT_SIGNED_IN']);
  });

  it('does one thing at a time', async () => {
    const { player, names } = house({ 'GET /wx/claim-codes/s7': [OFFER], 'POST /wx/claims': [{ id: '7', nextStep: 'ACTIVATE' }] });
    await player.start();
    const both = await Promise.all([player.claimByWechat(CONSENTS), player.claimByWechat(CONSENTS)]);
    assert.deepEqual(both, [true, false]);
    assert.equal(names().filter((name) => name === 'POST /wx/claims').length, 1);
  });
});
