// What a merchant's mini-program page must do, in order: decode the scene, sign in, show the offer, let the customer follow,
// agree and authorise the phone, claim, then activate or bind, and show the card. It knows no page and no browser.
import { Problem } from './wxapi.mjs';

/** Where the customer stands. */
export const Step = Object.freeze({
  LOADING: 'LOADING',
  FOLLOW: 'FOLLOW',
  OFFER: 'OFFER',
  IDENTITY: 'IDENTITY',
  CHOOSE: 'CHOOSE',
  ACTIVATE: 'ACTIVATE',
  CARDS: 'CARDS',
  FAILED: 'FAILED',
});

const list = (answer) => (Array.isArray(answer) ? answer : (answer.items ?? []));

/** A scene as the page gets it is still encoded; one that is not encoded rightly is taken as it is. */
export function sceneOf(query) {
  const given = query?.scene ?? '';
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

/**
 * One opened mini-program. `wechat` gives login and phone codes of the person, `api` is wx-api, `changed` is told of each
 * change of `state`.
 */
export class Player {
  constructor({ appId, query, wechat, api, changed = () => {} }) {
    Object.assign(this, { appId, wechat, api, changed });
    this.scene = sceneOf(query);
    this.state = { step: Step.LOADING, busy: false, problem: null, offer: null, claim: null, cards: [] };
  }

  /** Signs in and shows the offer of the scene, or, opened without one, the customer's own cards. */
  start() {
    return this.attempt(async () => {
      await this.signIn();
      await (this.scene ? this.look() : this.showCards());
    }, Step.FAILED);
  }

  /** Looks at the offer again, as after following. */
  refresh() {
    return this.attempt(() => this.look());
  }

  /** Claims with a fresh phone code of the person: one that was sent once is never sent again. */
  claimByWechat(consents) {
    return this.attempt(async () => {
      const phoneCode = await this.wechat.phoneCode(this.appId);
      await this.claim({ phoneCode, consents });
    });
  }

  /** Claims with the phone that is on file already. */
  claimAsKnown(consents) {
    return this.attempt(() => this.claim({ consents }));
  }

  /** Claims with a phone number typed in and, where one was sent, the code of the short message. */
  claimByNumber({ phone, smsCode, consents }) {
    return this.attempt(() => this.claim({ phone, smsCode, consents }));
  }

  /** Asks for a short message; true: it is on its way. */
  sendCode(purpose, phone) {
    const scene = this.scene || undefined;
    return this.attempt(async () => {
      const sent = await this.call(() => this.api.post('/wx/sms-codes', { purpose, phone, scene }));
      this.change({ codeSent: { purpose, retryAfterSeconds: sent.retryAfterSeconds ?? 60 } });
    });
  }

  /** The profile and, where it is free to choose, the favourite store. */
  activate({ profile, favouriteStoreId }) {
    return this.finish('activation', { profile, favouriteStoreId });
  }

  /** One of the cards offered, or a number with what proves it; the code of a short message where one was sent. */
  bind({ oldCardId, cardNumber, fields, smsCode }) {
    return this.finish('binding', { oldCardId, cardNumber, fields: fields ?? {}, smsCode });
  }

  /** None of the old cards: the customer is a new member after all. */
  newMember() {
    this.change({ step: Step.ACTIVATE, problem: null });
  }

  /** Puts away what went wrong, as when another way is chosen. */
  forget() {
    if (this.state.problem) this.change({ problem: null });
  }

  async signIn() {
    this.api.token = null;
    const code = await this.wechat.loginCode(this.appId);
    const session = await this.api.post('/wx/sessions', { appId: this.appId, code });
    this.api.token = session.token;
    this.change({ member: session.member ?? null });
  }

  async look() {
    const offer = await this.call(() => this.api.get(`/wx/claim-codes/${encodeURIComponent(this.scene)}`));
    this.change({ offer });
    if (offer.card) {
      this.change({ claim: offer.card });
      await this.next(offer.card);
    } else {
      this.change({ step: offer.follow?.required && !offer.follow.followed ? Step.FOLLOW : Step.OFFER });
    }
  }

  async claim({ phoneCode, phone, smsCode, consents }) {
    this.consents = consents;
    const body = { scene: this.scene, phoneCode, phone, smsCode, consents };
    try {
      const claim = await this.call(() => this.api.post('/wx/claims', body));
      this.change({ claim });
      await this.next(claim);
    } catch (error) {
      if (error.code === 'PHONE_HELD') this.change({ step: Step.IDENTITY });
      if (error.code === 'FOLLOW_FIRST' || error.code === 'CONSENT_MISSING') await this.look();
      throw error;
    }
  }

  next(claim) {
    if (claim.nextStep === 'ACTIVATE') return this.change({ step: Step.ACTIVATE });
    if (claim.nextStep === 'CHOOSE_OLD_CARD') return this.change({ step: Step.CHOOSE });
    return this.showCards();
  }

  finish(act, body) {
    return this.attempt(async () => {
      await this.call(() => this.api.post(`/wx/cards/${this.state.claim.id}/${act}`, body));
      await this.showCards();
    });
  }

  async showCards() {
    const cards = list(await this.call(() => this.api.get('/wx/cards')));
    this.change({ cards, step: Step.CARDS });
  }

  /** A session that has ended is begun again, once. */
  async call(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      await this.signIn();
      return act();
    }
  }

  /** One act at a time; a refusal stays to be read. False: it did not succeed. */
  async attempt(act, stepOnFailure) {
    if (this.state.busy) return false;
    this.change({ busy: true, problem: null });
    try {
      await act();
      this.change({ busy: false });
      return true;
    } catch (error) {
      this.change({ busy: false, problem: error, step: stepOnFailure ?? this.state.step });
      return false;
    }
  }

  change(part) {
    this.state = { ...this.state, ...part };
    this.changed(this.state);
  }
}
