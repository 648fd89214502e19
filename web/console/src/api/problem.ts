/** One field of a request that was refused, and why, in the language asked for. */
export interface FieldError {
  field: string;
  detail: string;
}

/** The server answered and refused: problem+json (RFC 9457) with our code and field errors. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(`${status} ${code}`);
  }
}

/** No answer came: no network, no server, or too slow. Whether the server did it is not known. */
export class Unreachable extends Error {}

/** Reads a refusal; anything that is no problem+json of ours becomes a problem with code and detail empty. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = isJson(response) ? await response.json().catch(() => null) : null;
  if (typeof body !== 'object' || body === null) return new Problem(response.status, '', '');
  const { code, detail, errors } = body as Record<string, unknown>;
  return new Problem(response.status, text(code), text(detail), Array.isArray(errors) ? errors.flatMap(fieldError) : []);
}

/** What is wrong with each of the named fields; the first complaint about a field wins. */
export function complaints<Field extends string>(error: unknown, fields: readonly Field[]): Partial<Record<Field, string>> {
  if (!(error instanceof Problem)) return {};
  const named = error.errors.filter(({ field }) => (fields as readonly string[]).includes(field));
  return Object.fromEntries(named.reverse().map(({ field, detail }) => [field, detail])) as Partial<Record<Field, string>>;
}

function isJson(response: Response): boolean {
  return /^application\/(problem\+)?json\b/i.test(response.headers.get('Content-Type') ?? '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function fieldError(value: unknown): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  const { field, detail } = value as Record<string, unknown>;
  return typeof field === 'string' ? [{ field, detail: text(detail) }] : [];
}
