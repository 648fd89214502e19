import type { CardTemplate } from './templates';

/** What can be done with it: nothing is published twice, and a draft that is all there is stays. */
export function deedsOf({ status, draft, plans }: CardTemplate): { publish: boolean; takeBack: boolean; discard: boolean } {
  return {
    publish: draft !== null || plans.length > 0 || status === 'DRAFT',
    takeBack: plans.length > 0 || status !== 'DRAFT',
    discard: draft !== null && (status !== 'DRAFT' || plans.length > 0),
  };
}
