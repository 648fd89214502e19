// The scanner: a picture from a file, or what a code says.
import { h, icon } from './dom.mjs';
import { t } from './words.mjs';

/** The dark page with the frame. */
export function scannerView(phone) {
  const problem = h('p', { class: 'problem', role: 'alert', testid: 'scan-problem' });
  const text = h('input', { testid: 'scan-text', placeholder: t('scanOr'), 'aria-label': t('scanOr') });
  const file = h('input', { type: 'file', accept: 'image/*', testid: 'scan-file', class: 'unseen', id: 'scan-file' });
  const frame = h('label', { class: 'frame', for: 'scan-file' }, h('i'), h('i'), h('i'), h('i'), h('span', { class: 'beam' }), icon('picture'));

  file.addEventListener('change', async () => {
    const [picture] = file.files;
    if (picture) await phone.scanPicture(picture, problem);
    file.value = '';
  });

  const scan = (event) => {
    event.preventDefault();
    if (text.value.trim()) phone.scanText(text.value.trim(), problem);
  };

  return {
    tab: 'scan',
    title: t('scanTitle'),
    dark: true,
    problem,
    element: h(
      'div',
      { class: 'scanner' },
      frame,
      h('p', {}, t('scanHint')),
      file,
      h('label', { class: 'primary', for: 'scan-file' }, icon('picture'), t('scanPick')),
      h('form', { class: 'scan-text', onsubmit: scan }, text, h('button', { testid: 'scan-go' }, t('scanGo'))),
      problem,
    ),
  };
}
