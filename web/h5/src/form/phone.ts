const FULL_WIDTH_ZERO = 0xff10;

/**
 * Reads a phone number as people write it (11 digits for the mainland, +86, 0086 or 86 before them, + or 00 and the
 * country code for others; blanks and hyphens anywhere) and gives it in E.164; null for anything else. Whether the
 * number exists is for the server to say.
 */
export function phoneOf(written: string): string | null {
  const plain = written.replace(/[０-９]/g, narrow).replace(/＋/g, '+').replace(/[\s()-]/g, '');
  if (/^1[3-9][0-9]{9}$/.test(plain)) return `+86${plain}`;
  if (/^861[3-9][0-9]{9}$/.test(plain)) return `+${plain}`;
  const international = plain.replace(/^00/, '+');
  if (/^\+86/.test(international)) return /^\+861[3-9][0-9]{9}$/.test(international) ? international : null;
  return /^\+[1-9][0-9]{6,14}$/.test(international) ? international : null;
}

/** The number as people read it: a mainland number without its country code and in groups. */
export function readable(e164: string): string {
  return e164.replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/** Digits of a code from a text message, null if it can't be one. */
export function smsCodeOf(written: string): string | null {
  const plain = written.replace(/[０-９]/g, narrow).replace(/\s/g, '');
  return /^[0-9]{4,8}$/.test(plain) ? plain : null;
}

function narrow(digit: string): string {
  return String(digit.charCodeAt(0) - FULL_WIDTH_ZERO);
}
