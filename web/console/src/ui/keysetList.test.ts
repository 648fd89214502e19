import { expect, test } from 'vitest';
import { useKeysetList, type KeysetPage } from './keysetList';

const PAGES: Record<string, KeysetPage<string>> = {
  first: { items: ['a', 'b'], nextCursor: 'second' },
  second: { items: ['c'], nextCursor: null },
};

function pageAt(cursor: string | null): KeysetPage<string> {
  return PAGES[cursor ?? 'first'] as KeysetPage<string>;
}

test('pages follow each other until the last', async () => {
  const list = useKeysetList(async (cursor) => pageAt(cursor));
  await list.reload();
  expect(list.complete.value).toBe(false);
  await list.more();
  await list.more();
  expect(list.items.value).toEqual(['a', 'b', 'c']);
  expect(list.complete.value).toBe(true);
});

test('a failed page keeps what was read and can be tried again', async () => {
  let broken = false;
  const list = useKeysetList(async (cursor) => {
    if (broken) throw new Error('down');
    return pageAt(cursor);
  });
  await list.reload();
  broken = true;
  await list.more();
  expect(list.failure.value).toEqual(new Error('down'));
  expect(list.items.value).toEqual(['a', 'b']);
  broken = false;
  await list.more();
  expect(list.failure.value).toBeNull();
  expect(list.items.value).toEqual(['a', 'b', 'c']);
});

test('two presses read a page once', async () => {
  const asked: (string | null)[] = [];
  const list = useKeysetList(async (cursor) => {
    asked.push(cursor);
    return pageAt(cursor);
  });
  await list.reload();
  await Promise.all([list.more(), list.more()]);
  expect(asked).toEqual([null, 'second']);
});

test('an answer that a reload has overtaken is dropped', async () => {
  const answers: ((page: KeysetPage<string>) => void)[] = [];
  const list = useKeysetList<string>(() => new Promise((answer) => answers.push(answer)));
  const slow = list.reload();
  const fresh = list.reload();
  answers[1]?.({ items: ['new'], nextCursor: null });
  answers[0]?.({ items: ['old'], nextCursor: null });
  await Promise.all([slow, fresh]);
  expect(list.items.value).toEqual(['new']);
});

test('a list is empty only once the server has said so', async () => {
  const list = useKeysetList<string>(async () => ({ items: [], nextCursor: null }));
  expect(list.empty.value).toBe(false);
  await list.reload();
  expect(list.empty.value).toBe(true);
});
