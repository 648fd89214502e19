import { expect, test } from 'vitest';
import type { FieldType, ProfileField } from '../api/contract';
import { bindingForm, complaintsAbout, valuesToSend } from './fields';

function field(type: FieldType, required = false, options: string[] | null = null): ProfileField {
  return { key: 'it', label: 'It', type, required, options };
}

test.each<[FieldType, string, string]>([
  ['TEXT', ' 小明 ', '小明'],
  ['DATE', '2000-02-29', '2000-02-29'],
  ['NUMBER', '-12.50', '-12.50'],
  ['PHONE', '138 0013 8000', '+8613800138000'],
  ['CHOICE', 'b', 'b'],
])('a %s such as "%s" is sent as "%s"', (type, typed, sent) => {
  const fields = [field(type, true, ['a', 'b'])];
  expect(complaintsAbout(fields, { it: typed })).toEqual({});
  expect(valuesToSend(fields, { it: typed })).toEqual({ it: sent });
});

test.each<[FieldType, string]>([
  ['TEXT', 'x'.repeat(101)],
  ['DATE', '2001-02-29'],
  ['DATE', '1.2.2000'],
  ['NUMBER', '1e5'],
  ['NUMBER', '12a'],
  ['PHONE', '12345'],
  ['CHOICE', 'c'],
])('a %s such as "%s" is wrong', (type, typed) => {
  const fields = [field(type, false, ['a', 'b'])];
  expect(complaintsAbout(fields, { it: typed })).toEqual({ it: 'WRONG' });
});

test('blank is missing where the field is required and left out where it is not', () => {
  expect(complaintsAbout([field('TEXT', true)], { it: '  ' })).toEqual({ it: 'MISSING' });
  expect(complaintsAbout([field('DATE')], {})).toEqual({});
  expect(valuesToSend([field('DATE')], { it: '' })).toEqual({});
});

test('what proves an old card has the type that the profile gives it, and is required', () => {
  const binding = [
    { key: 'phone', label: 'Phone' },
    { key: 'born', label: 'Born' },
    { key: 'pet', label: 'Pet' },
  ];
  const form = bindingForm(binding, [{ key: 'born', label: 'Birthday', type: 'DATE', required: false }]);
  expect(form.map(({ key, type, required }) => `${key} ${type} ${required}`)).toEqual([
    'phone PHONE true',
    'born DATE true',
    'pet TEXT true',
  ]);
});
