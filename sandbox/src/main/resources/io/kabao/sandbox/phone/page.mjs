// The phone's browser. The merchant's pages refuse to be framed, so each person has a window of their own for them.
import { h, icon } from './dom.mjs';
import { t } from './words.mjs';

const WIDTH = 400;
const HEIGHT = 760;

function openWindow(person, address) {
  const left = Math.min(window.screenX + window.outerWidth - WIDTH, window.screen.availWidth - WIDTH);
  const look = `popup=yes,width=${WIDTH},height=${HEIGHT},left=${Math.max(0, left)},top=${window.screenY + 60}`;
  // By the person's name: what a page keeps for one person is not found by the next.
  const opened = window.open(address, `kabao-page-${person.id}`, look);
  opened?.focus();
  return opened !== null;
}

/** Opens the address beside the phone and says so on it. */
export function pageView(phone, address) {
  const words = h('strong');
  const button = h('button', { class: 'primary', testid: 'page-open', onclick: open });
  function open() {
    const opened = openWindow(phone.person, address);
    words.textContent = t(opened ? 'pageOpened' : 'pageBlocked');
    button.textContent = t(opened ? 'pageAgain' : 'pageOpen');
  }
  open();
  return {
    title: t('pageTitle'),
    element: h(
      'div',
      { class: 'page', testid: 'page' },
      h('p', { class: 'address', testid: 'page-address' }, address),
      h('div', { class: 'empty' }, icon('window'), words, h('p', {}, t('pageWhy')), button),
    ),
  };
}
