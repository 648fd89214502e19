import { api } from '../api';
import type { KeysetPage } from '../ui/keysetList';

export type TemplateStatus = 'DRAFT' | 'SCHEDULED' | 'PUBLISHED';

/** A version that comes in force later. */
export interface Plan {
  number: number;
  publishAt: string;
}

/** A card template as its merchant works on it; `draft` and `inForce` are numbers of versions. */
export interface CardTemplate {
  id: string;
  name: string;
  title: string;
  status: TemplateStatus;
  publishAt: string | null;
  draft: number | null;
  inForce: number | null;
  plans: Plan[];
  version: number;
}

const PAGE_SIZE = 20;
const PATH = '/admin/card-templates';

export function readTemplates(cursor: string | null): Promise<KeysetPage<CardTemplate>> {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor && { cursor }) });
  return api.request('GET', `${PATH}?${query}`);
}

/** Publishes what was looked at: rejects with `STALE_VERSION` when it has changed since. `publishAt` null: at once. */
export function publish(template: CardTemplate, publishAt: string | null): Promise<CardTemplate> {
  return api.request('POST', `${PATH}/${template.id}/publication`, { publishAt, version: template.version });
}

/** Gives up what is planned; where nothing is, nobody can claim the card any more. */
export function takeBack(template: CardTemplate): Promise<void> {
  return api.request('DELETE', `${PATH}/${template.id}/publication`);
}

/** Throws the draft away; what is in force and what is planned stay. */
export function discardDraft(template: CardTemplate): Promise<void> {
  return api.request('DELETE', `${PATH}/${template.id}/draft`);
}
