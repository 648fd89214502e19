import type { Card, Template } from '../api/contract';

/** The colours that WeChat's cards come in. */
const OF_WECHAT: Record<string, string> = {
  Color010: '#63b359',
  Color020: '#2c9f67',
  Color030: '#509fc9',
  Color040: '#5885cf',
  Color050: '#9062c0',
  Color060: '#d09a45',
  Color070: '#e4b138',
  Color080: '#ee903c',
  Color081: '#f08500',
  Color082: '#a9d92d',
  Color090: '#dd6549',
  Color100: '#cc463d',
  Color101: '#cf3e36',
  Color102: '#5e6671',
};
/** What stands beside a link to a service. */
const ICONS: Record<string, string> = {
  SHOP: '🛍️',
  ORDER: '🧾',
  COUPON: '🎟️',
  POINTS: '⭐',
  TOP_UP: '💰',
  GIFT: '🎁',
  BOOKING: '📅',
  DELIVERY: '🛵',
  STORE: '📍',
  SERVICE: '💬',
  NEWS: '📰',
};
const OURS = '#0b6b4f';
const DARK_INK = '#1c1f1e';
/** Brightness of a face on which white letters of a heading still stand out three to one. */
const WHITE_READABLE_UP_TO = 0.3;

/** Colour of a card's face and of the letters on it, which keep apart by brightness. */
export function looksOf(color: string | null | undefined): { face: string; ink: string } {
  const face = OF_WECHAT[color ?? ''] ?? (/^#[0-9a-f]{6}$/i.test(color ?? '') ? (color as string) : OURS);
  return { face, ink: brightness(face) > WHITE_READABLE_UP_TO ? DARK_INK : '#ffffff' };
}

/** A card's template with the look of its level where that has one, which takes the place of the whole. */
export function wornBy({ template, level }: Pick<Card, 'template' | 'level'>): Template {
  return level?.color || level?.backgroundUrl
    ? { ...template, color: level.color ?? template.color, backgroundUrl: level.backgroundUrl }
    : template;
}

/** The icon of that name; nothing for one that is not known here. */
export function iconOf(name: string | null | undefined): string {
  return ICONS[name ?? ''] ?? '';
}

/** Relative luminance as WCAG defines it, 0 for black to 1 for white. */
function brightness(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The last day that a card is good, in the shop's zone, for people; `expiresAt` is the first moment it is not. */
export function lastDay(expiresAt: string, language: string): string {
  return day(Date.parse(expiresAt) - 1, language);
}

/** The first day that a card is good, likewise; nothing once it has begun. */
export function firstDay(validFrom: string | null | undefined, language: string, now = Date.now()): string {
  const first = Date.parse(validFrom ?? '');
  return first > now ? day(first, language) : '';
}

function day(at: number, language: string): string {
  const format = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'Asia/Shanghai' } as const;
  return new Intl.DateTimeFormat(language, format).format(at);
}

/** A card number in groups as it is read aloud: of four, or as a mainland phone where it is one. */
export function spaced(number: string): string {
  if (/^1[3-9][0-9]{9}$/.test(number)) return number.replace(/^(.{3})(.{4})/, '$1 $2 ');
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}
