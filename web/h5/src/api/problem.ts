/** One field of a request that was refused, and why, in the language asked for. */
export interface FieldError {
  field: string;
  detail: string;
}

/** The server answered and refused: problem+json (RFC 9457) with our code, and how long to wait where it says so. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly retryAfterSeconds = 0,
  ) {
    super(`${status} ${code}`);
  }
}

/** No answer came: no network, no server, or too slow. Whether the server did it is not known. */
export class Unreachable extends Error {}

/** Reads a refusal; anything that is no problem+json of ours becomes a problem with code and detail empty. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = isJson(response) ? await response.json().catch(() => null) : null;
  const { code, detail, errors, field, retryAfterSeconds } = (body ?? {}) as Record<string, unknown>;
  return new Problem(
    response.status,
    text(code),
    text(detail),
    // A rule about one field names it beside its sentence, the check of the whole form lists all.
    (Array.isArray(errors) ? errors : [{ field, detail }]).flatMap(fieldError),
    wholeSeconds(response.headers.get('Retry-After')) || wholeSeconds(retryAfterSeconds),
  );
}

/**
 * What is wrong with each of the named fields; the first complaint about a field wins. A field deeper in the request
 * is known by its last name: `profile.birthday` is the form's `birthday`.
 */
export function complaints(error: unknown, fields: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  if (!(error instanceof Problem)) return found;
  for (const { field, detail } of error.errors) {
    const name = field.slice(field.lastIndexOf('.') + 1);
    if (fields.includes(name) && found[name] === undefined) found[name] = detail;
  }
  return found;
}

function isJson(response: Response): boolean {
  return /^application\/(problem\+)?json\b/i.test(response.headers.get('Content-Type') ?? '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function wholeSeconds(value: unknown): number {
  return /^[0-9]{1,6}$/.test(String(value)) ? Number(value) : 0;
}

function fieldError(value: unknown): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, detail } = value as Record<string, unknown>;
  return typeof field === 'string' ? [{ field, detail: text(detail) }] : [];
}
