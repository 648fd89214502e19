import { expect, test } from 'vitest';
import { phoneOf, readable, smsCodeOf } from './phone';

test.each([
  ['13800138000', '+8613800138000'],
  [' 138-0013-8000 ', '+8613800138000'],
  ['8613800138000', '+8613800138000'],
  ['008613800138000', '+8613800138000'],
  ['+86 138 0013 8000', '+8613800138000'],
  ['１３８００１３８０００', '+8613800138000'],
  ['+85298765432', '+85298765432'],
  ['0085298765432', '+85298765432'],
])('"%s" is %s', (written, e164) => {
  expect(phoneOf(written)).toBe(e164);
});

test.each(['', '1380013800', '23800138000', '+8612345678', '+0123456789', '98765432', '+1234567890123456', '13800138000x'])(
  '"%s" is no phone number',
  (written) => {
    expect(phoneOf(written)).toBeNull();
  },
);

test('a mainland number is read without its country code', () => {
  expect(readable('+8613800138000')).toBe('138 0013 8000');
  expect(readable('+85298765432')).toBe('+85298765432');
});

test('a code from a message is four to eight digits', () => {
  expect(smsCodeOf(' 123 456 ')).toBe('123456');
  expect(smsCodeOf('１２３４５６')).toBe('123456');
  expect(smsCodeOf('123')).toBeNull();
  expect(smsCodeOf('12345a')).toBeNull();
});
