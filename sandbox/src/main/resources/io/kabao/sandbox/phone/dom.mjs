// Elements and icons, made without markup in strings: what a merchant writes can never become part of the page.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element with attributes, listeners (`onclick` …), `testid`, and children: elements, texts, lists of them, or nothing.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'testid') element.setAttribute('data-testid', value);
    else if (key === 'hue') element.style.setProperty('--hue', value);
    else if (key === 'colour') element.style.setProperty('--colour', value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  put(element, children);
  return element;
}

/** Adds children to an element. */
export function put(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
}

/** Replaces all children. */
export function fill(element, ...children) {
  element.replaceChildren();
  put(element, children);
}

const PATHS = {
  chats: 'M4 5h16v11H9l-5 4z',
  scan: 'M4 8V4h4 M16 4h4v4 M20 16v4h-4 M8 20H4v-4 M4 12h16',
  sms: 'M3 6h18v13H3z M3 7l9 7 9-7',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7',
  back: 'M15 4l-8 8 8 8',
  next: 'M9 5l7 7-7 7',
  plus: 'M12 5v14 M5 12h14',
  picture: 'M3 5h18v14H3z M3 16l5-5 4 4 4-5 5 6 M8.5 9.5h.01',
  close: 'M6 6l12 12 M18 6L6 18',
  window: 'M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6',
  check: 'M5 12.5l5 5 9-11',
  alert: 'M12 8v5 M12 16.5v.01 M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  store: 'M4 10v10h16V10 M3 10l2-6h14l2 6z M10 20v-6h4v6',
  phone: 'M8 3h8v18H8z M11 18h2',
  mini: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 9v6a3 3 0 1 1-3-3 M12 9a3 3 0 1 1 3 3',
};

/** A line drawing of this name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A coloured tile with the first letter of a name, its colour made from the id. */
export function avatar(name, id, round = false) {
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + letter.codePointAt(0)) % 360;
  return h('span', { class: round ? 'avatar round' : 'avatar', hue: hash, 'aria-hidden': 'true' }, [...name][0] ?? '?');
}
