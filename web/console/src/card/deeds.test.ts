import { expect, test } from 'vitest';
import { deedsOf } from './deeds';
import type { CardTemplate } from './templates';

const published: CardTemplate = {
  id: '1',
  name: '会员',
  title: '会员卡',
  status: 'PUBLISHED',
  publishAt: '2026-01-01T00:00:00Z',
  draft: null,
  inForce: 1,
  plans: [],
  version: 2,
};

test('what is in force can only be taken back', () => {
  expect(deedsOf(published)).toEqual({ publish: false, takeBack: true, discard: false });
});

test('a draft of it can be published or thrown away', () => {
  expect(deedsOf({ ...published, draft: 2 })).toEqual({ publish: true, takeBack: true, discard: true });
});

test('a draft that is all there is can only be published', () => {
  const draft: CardTemplate = { ...published, status: 'DRAFT', publishAt: null, draft: 1, inForce: null };
  expect(deedsOf(draft)).toEqual({ publish: true, takeBack: false, discard: false });
});

test('a plan can be moved and taken back', () => {
  const planned = { ...published, plans: [{ number: 2, publishAt: '2026-02-01T00:00:00Z' }] };
  expect(deedsOf(planned)).toEqual({ publish: true, takeBack: true, discard: false });
});
