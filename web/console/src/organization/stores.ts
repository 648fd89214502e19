import { api } from '../api';
import type { KeysetPage } from '../ui/keysetList';

/** A store as admin-api lists it; ids are strings because they pass 2^53. */
export interface Store {
  id: string;
  name: string;
  organizationId: string;
  address: string | null;
  phone: string | null;
  open: boolean;
  version: number;
}

export interface NewStore {
  name: string;
  address?: string;
  phone?: string;
  open: boolean;
}

const PAGE_SIZE = 20;

export function readStores(cursor: string | null): Promise<KeysetPage<Store>> {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor && { cursor }) });
  return api.request('GET', `/admin/stores?${query}`);
}

/** Rejects with Problem; complaints name `name`, `address` or `phone`. */
export function addStore(store: NewStore): Promise<Store> {
  return api.request('POST', '/admin/stores', store);
}
