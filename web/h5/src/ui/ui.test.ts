import { expect, test } from 'vitest';
import { Problem, Unreachable } from '../api/problem';
import { isWorthRepeating, useAction } from './action';
import { secondsUntil } from './countdown';
import { safeLink } from './link';

test('a second tap while the first is under way does nothing', async () => {
  const { running, run } = useAction();
  let times = 0;
  let end = (): void => undefined;
  const first = run(() => new Promise((done) => ((end = done), times++)));
  await run(async () => void times++);
  expect([times, running.value]).toEqual([1, true]);
  end();
  await first;
  expect(running.value).toBe(false);
});

test('a failure is kept until the next try, a mistake of our own is thrown', async () => {
  const { failure, run } = useAction();
  await run(() => Promise.reject(new Unreachable('/wx/cards')));
  expect(failure.value).toBeInstanceOf(Unreachable);
  await run(async () => undefined);
  expect(failure.value).toBeNull();
  await expect(run(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});

test.each([
  [429, true],
  [500, true],
  [503, true],
  [404, false],
  [409, false],
  [422, false],
])('a refusal with %i is worth repeating: %s', (status, worth) => {
  expect(isWorthRepeating(new Problem(status, '', ''))).toBe(worth);
});

test('no answer and a claim under way are worth repeating, a lock until tomorrow is not', () => {
  expect(isWorthRepeating(new Unreachable('/wx/cards'))).toBe(true);
  expect(isWorthRepeating(new Problem(409, 'CLAIM_RUNNING', ''))).toBe(true);
  expect(isWorthRepeating(new Problem(429, 'BINDING_LOCKED', '', [], 86_400))).toBe(false);
});

test('a count-down rounds up and never goes below zero', () => {
  expect([secondsUntil(5000, 3999), secondsUntil(5000, 4000), secondsUntil(5000, 9000)]).toEqual([2, 1, 0]);
});

test.each(['https://shop.example/a', 'http://127.0.0.1/x', '/documents/1'])('%s may be linked to', (url) => {
  expect(safeLink(url)).toBe(url);
});

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', '', null, undefined])(
  '%s may not be linked to',
  (url) => {
    expect(safeLink(url)).toBeNull();
  },
);
