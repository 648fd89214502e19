import { expect, test } from 'vitest';
import { routeOf } from './routes';

test.each([
  ['/m', { page: 'HOME' }],
  ['/m/', { page: 'HOME' }],
  ['/m/claim/5dKq0ZpX2mVtB8sYhR1cWe', { page: 'CLAIM', scene: '5dKq0ZpX2mVtB8sYhR1cWe' }],
  ['/m/claim/5dKq0ZpX2mVtB8sYhR1cWe/', { page: 'CLAIM', scene: '5dKq0ZpX2mVtB8sYhR1cWe' }],
  ['/m/cards', { page: 'CARDS' }],
  ['/m/cards/', { page: 'CARDS' }],
  ['/m/cards/9007199254740993', { page: 'CARD', id: '9007199254740993' }],
  ['/m/claim', { page: 'UNKNOWN' }],
  ['/m/claim/a%2Fb', { page: 'UNKNOWN' }],
  ['/m/claim/a/b', { page: 'UNKNOWN' }],
  ['/m/cards/..', { page: 'UNKNOWN' }],
  ['/m/elsewhere', { page: 'UNKNOWN' }],
])('%s is %o', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});
