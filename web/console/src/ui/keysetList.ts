import { computed, shallowRef } from 'vue';

/** One page of a list and the cursor of the next, null at the end. */
export interface KeysetPage<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list that grows page by page. `failure` is what the last read ended with; what was read before stays. */
export function useKeysetList<T>(read: (cursor: string | null) => Promise<KeysetPage<T>>) {
  const items = shallowRef<T[]>([]);
  const cursor = shallowRef<string | null>(null);
  const loading = shallowRef(false);
  const complete = shallowRef(false);
  const failure = shallowRef<unknown>(null);
  let round = 0;

  async function append(): Promise<void> {
    const mine = ++round;
    loading.value = true;
    failure.value = null;
    try {
      const page = await read(cursor.value);
      // A reload has overtaken this read; its rows belong to a list that is gone.
      if (mine !== round) return;
      items.value = [...items.value, ...page.items];
      cursor.value = page.nextCursor;
      complete.value = !page.nextCursor;
    } catch (error) {
      if (mine === round) failure.value = error;
    } finally {
      if (mine === round) loading.value = false;
    }
  }

  /** Starts again from the first page. */
  function reload(): Promise<void> {
    items.value = [];
    cursor.value = null;
    complete.value = false;
    return append();
  }

  /** Reads the next page; nothing while one is being read or when all is there. */
  async function more(): Promise<void> {
    if (!loading.value && !complete.value) await append();
  }

  const empty = computed(() => complete.value && items.value.length === 0);
  return { items, loading, complete, failure, empty, reload, more };
}
