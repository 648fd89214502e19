import type { ProfileField } from '../api/contract';
import { words } from '../words';
import type { Errors } from './errors';
import type { Complaint } from './fields';

/** Complaints about fields as sentences that name the field. */
export function spoken(found: Record<string, Complaint>, fields: readonly ProfileField[]): Errors {
  const sentences: Errors = {};
  for (const { key, label } of fields) {
    const complaint = found[key];
    if (complaint) sentences[key] = complaint === 'MISSING' ? words.field.missing(label) : words.field.wrong(label);
  }
  return sentences;
}
