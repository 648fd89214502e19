// A phone number and, where it is proved by one, the code of a short message.
import { h } from './dom.mjs';
import { t } from './words.mjs';

/** The two fields; `values()` gives what was typed, `phoneIs()` puts another number in. */
export function smsField({ player, purpose, phone, coded }) {
  const number = h('input', { testid: 'phone-number', inputmode: 'numeric', maxlength: 11, required: true, value: phone, 'aria-label': t('phone') });
  const code = h('input', { testid: 'sms-code-input', 'data-code': true, inputmode: 'numeric', maxlength: 8, required: true, autocomplete: 'one-time-code', 'aria-label': t('smsCode') });
  const send = h('button', { type: 'button', class: 'link', testid: 'sms-send', onclick: ask }, t('getCode'));

  async function ask() {
    if (await player.sendCode(purpose, number.value)) countDown(send, player.state.codeSent.retryAfterSeconds);
  }

  return {
    element: h(
      'div',
      { class: 'form' },
      h('label', {}, h('span', {}, t('phone')), number),
      coded && h('label', {}, h('span', {}, t('smsCode')), code, send),
    ),
    phoneIs: (other) => { number.value = other; },
    values: () => ({ phone: number.value, smsCode: coded ? code.value : undefined }),
  };
}

function countDown(button, seconds) {
  let left = seconds;
  button.disabled = true;
  const tick = () => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? t('resend', left) : t('getCode');
    if (left > 0 && button.isConnected) setTimeout(tick, 1000);
    left -= 1;
  };
  tick();
}
