// The mini-program view: the player's steps on the screen, and what WeChat itself shows over them.
import { fill, h, icon } from './dom.mjs';
import { empty, nameOf } from './home.mjs';
import { activateStep, chooseStep } from './mini-activate.mjs';
import { cardsStep } from './mini-cards.mjs';
import { followStep, identityStep, offerStep } from './mini-claim.mjs';
import { Player, Step } from './player.mjs';
import { masked } from './talk.mjs';
import { language, t } from './words.mjs';
import { WxApi } from './wxapi.mjs';

const LOOKS = 3;
const BETWEEN_LOOKS_MILLIS = 800;

const SCREENS = {
  [Step.FOLLOW]: followStep,
  [Step.OFFER]: offerStep,
  [Step.IDENTITY]: identityStep,
  [Step.CHOOSE]: chooseStep,
  [Step.ACTIVATE]: activateStep,
  [Step.CARDS]: cardsStep,
};

/** Opens a mini-program at page and query for the person who holds the phone. */
export function miniView(phone, { appId, query }) {
  const app = phone.apps.find((one) => one.appId === appId) ?? { appId, kind: 'MINI_PROGRAM' };
  const screen = h('div', { class: 'scroll mini', testid: 'mini' });
  const problem = h('p', { class: 'problem', role: 'alert', testid: 'problem' });
  const { person } = phone;
  let shown = null;

  const player = new Player({ appId, query, wechat: person, api: new WxApi({ language }), changed: render });
  const context = { phone, person, player, base: phone.wxApi, askPhone: () => askPhone(phone, app, person) };

  function render(state) {
    screen.dataset.step = state.step;
    screen.classList.toggle('busy', state.busy);
    problem.textContent = state.problem ? phone.wordsFor(state.problem) : '';
    // A step is drawn once, so that what was typed stays; new facts from wx-api draw it anew.
    const drawing = JSON.stringify([state.step, state.offer, state.claim?.id, state.cards]);
    if (drawing !== shown) {
      shown = drawing;
      fill(screen, body(state), problem);
      screen.scrollTop = 0;
    }
  }

  function body(state) {
    if (state.step === Step.LOADING) return h('div', { class: 'empty' }, h('i', { class: 'spinner' }), h('p', {}, t('loading')));
    if (state.step === Step.FAILED) return [empty('alert', t('miniFailed')), h('button', { class: 'secondary', testid: 'mini-retry', onclick: () => player.start() }, t('retry'))];
    return SCREENS[state.step](context, state);
  }

  render(player.state);
  player.start();
  return {
    title: nameOf(app),
    mini: true,
    element: screen,
    resume: () => comeBack(player),
  };
}

/** After following: what the account heard may take a moment to be known. */
async function comeBack(player) {
  for (let look = 0; look < LOOKS && player.state.step === Step.FOLLOW; look += 1) {
    if (look > 0) await new Promise((later) => setTimeout(later, BETWEEN_LOOKS_MILLIS));
    await player.refresh();
  }
}

/** WeChat's own question for the phone number; true: allowed. */
function askPhone(phone, app, person) {
  return new Promise((answer) => {
    const done = (allowed) => () => {
      phone.closeSheet();
      answer(allowed);
    };
    phone.sheet(
      nameOf(app),
      h('div', { class: 'sheet-body' },
        h('p', {}, t('asksPhone')),
        h('p', { class: 'number' }, icon('phone'), h('b', {}, masked(person.phone)), h('small', {}, t('boundPhone'))),
        h('div', { class: 'pair' },
          h('button', { class: 'secondary', testid: 'phone-deny', onclick: done(false) }, t('deny')),
          h('button', { class: 'primary', testid: 'phone-allow', onclick: done(true) }, t('allow')))),
      () => answer(false),
    );
  });
}
