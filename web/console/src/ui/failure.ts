import { Problem, Unreachable } from '../api/problem';
import { t } from '../i18n';

/**
 * Says in the operator's language what went wrong and what to do; the server's own sentence where it sent one.
 * `wrote`: the request may have changed something. An error of our own code is thrown on.
 */
export function sentenceAbout(error: unknown, wrote = false): string {
  if (error instanceof Problem) return error.detail || t('failure.unexpected', { status: error.status });
  if (error instanceof Unreachable) return t(wrote ? 'failure.outcomeUnknown' : 'failure.unreachable');
  throw error;
}
