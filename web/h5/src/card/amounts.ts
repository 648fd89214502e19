/** Fen as yuan with two places and thousands apart, `-1,234.05`; digits are moved, never divided. */
export function yuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** A whole number with thousands apart. */
export function count(number: number): string {
  return `${number < 0 ? '-' : ''}${grouped(String(Math.abs(number)))}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
