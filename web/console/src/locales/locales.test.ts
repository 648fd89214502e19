import { expect, test } from 'vitest';
import en from './en.json?raw';
import zhCN from './zh-CN.json?raw';

/** Paths of all sentences with the names of their placeholders: `stores.added {name}`. */
function shapeOf(source: string): string[] {
  const walk = (node: unknown, path: string): string[] =>
    typeof node === 'string'
      ? [[path, ...(node.match(/\{\w+\}/g) ?? []).sort()].join(' ')]
      : Object.entries(node as object).flatMap(([key, child]) => walk(child, path ? `${path}.${key}` : key));
  return walk(JSON.parse(source), '').sort();
}

test('both languages have the same sentences with the same placeholders', () => {
  expect(shapeOf(en)).toEqual(shapeOf(zhCN));
});
