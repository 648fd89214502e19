import type { ProfileField } from '../api/contract';
import { phoneOf } from './phone';

export type Complaint = 'MISSING' | 'WRONG';
export type Values = Record<string, string>;

/** Longest text of a field; in characters. */
export const TEXT_MAX = 100;

/** What is wrong with a form, by the key of the field; empty when it may be sent. */
export function complaintsAbout(fields: readonly ProfileField[], values: Values): Record<string, Complaint> {
  const found: Record<string, Complaint> = {};
  for (const field of fields) {
    const value = (values[field.key] ?? '').trim();
    if (value === '') {
      if (field.required) found[field.key] = 'MISSING';
    } else if (sendable(field, value) === null) found[field.key] = 'WRONG';
  }
  return found;
}

/** The filled fields as the server takes them, all as text; those left empty are left out. */
export function valuesToSend(fields: readonly ProfileField[], values: Values): Values {
  const sent: Values = {};
  for (const field of fields) {
    const value = sendable(field, (values[field.key] ?? '').trim());
    if (value) sent[field.key] = value;
  }
  return sent;
}

/** The fields that prove an old card, with the type that the profile gives the same key. */
export function bindingForm(
  binding: readonly { key: string; label: string }[],
  profile: readonly ProfileField[],
): ProfileField[] {
  return binding.map(({ key, label }) => {
    const known = profile.find((field) => field.key === key);
    const type = known?.type ?? (key === 'phone' ? 'PHONE' : 'TEXT');
    return { key, label, type, required: true, options: known?.options ?? null };
  });
}

function sendable(field: ProfileField, value: string): string | null {
  switch (field.type) {
    case 'CHOICE':
      return field.options?.includes(value) ? value : null;
    case 'DATE':
      return isDay(value) ? value : null;
    case 'NUMBER':
      return /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(value) ? value : null;
    case 'PHONE':
      return phoneOf(value);
    default:
      return value.length <= TEXT_MAX ? value : null;
  }
}

function isDay(value: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
