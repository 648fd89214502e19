import { expect, test } from 'vitest';
import { count, yuan } from './amounts';
import { firstDay, iconOf, lastDay, looksOf, spaced, wornBy } from './looks';

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [100, '1.00'],
  [123456789, '1,234,567.89'],
  [-105, '-1.05'],
  [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
])('%i fen are %s yuan', (fen, written) => {
  expect(yuan(fen)).toBe(written);
});

test.each([0.5, Number.NaN, 2 ** 53])('%d is no amount of fen', (fen) => {
  expect(() => yuan(fen)).toThrow(RangeError);
});

test('a link has its icon, and none where it is not known here', () => {
  expect([iconOf('SHOP'), iconOf('NEW_ONE'), iconOf(null), iconOf(undefined)]).toEqual(['🛍️', '', '', '']);
});

test('points have their thousands apart', () => {
  expect([count(0), count(999), count(1000), count(-1234567)]).toEqual(['0', '999', '1,000', '-1,234,567']);
});

test('the last good day is the one before the card ends, in the zone of the shop', () => {
  expect(lastDay('2027-01-01T00:00:00+08:00', 'en')).toBe('December 31, 2026');
  expect(lastDay('2026-12-31T16:00:00Z', 'zh-CN')).toBe('2026年12月31日');
  expect(lastDay('2026-12-31T23:59:59+08:00', 'en')).toBe('December 31, 2026');
});

test('the first good day is told until it has come', () => {
  const from = '2026-12-31T16:00:00Z';
  expect(firstDay(from, 'en', Date.parse(from) - 1)).toBe('January 1, 2027');
  expect(firstDay(from, 'en', Date.parse(from))).toBe('');
  expect([firstDay(null, 'en'), firstDay(undefined, 'en')]).toEqual(['', '']);
});

test('letters stand out from every colour a card may have', () => {
  expect(looksOf('Color102')).toEqual({ face: '#5e6671', ink: '#ffffff' });
  expect(looksOf('Color082').ink).toBe('#1c1f1e');
  expect(looksOf('#000000')).toEqual({ face: '#000000', ink: '#ffffff' });
  expect(looksOf('red;x').face).toBe(looksOf(null).face);
});

test('a card wears the look of its level', () => {
  const template = { id: '1', title: '金卡', color: 'Color010', backgroundUrl: '/images/template.png' };
  const worn = (level: object): object => {
    const { color, backgroundUrl } = wornBy({ template, level: { id: '2', name: '银卡', ...level } });
    return { color, backgroundUrl };
  };
  expect(wornBy({ template })).toBe(template);
  expect(worn({ color: null, backgroundUrl: null })).toEqual({ color: 'Color010', backgroundUrl: '/images/template.png' });
  expect(worn({ color: 'Color030', backgroundUrl: null })).toEqual({ color: 'Color030', backgroundUrl: null });
  expect(worn({ backgroundUrl: '/images/level.png' })).toEqual({
    color: 'Color010',
    backgroundUrl: '/images/level.png',
  });
});

test('a card number is read in groups', () => {
  expect(spaced('8800012345')).toBe('8800 0123 45');
  expect(spaced('1234')).toBe('1234');
  expect(spaced('13800138000')).toBe('138 0013 8000');
});
