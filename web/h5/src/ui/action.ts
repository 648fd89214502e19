import { ref, shallowRef } from 'vue';
import { Problem, Unreachable } from '../api/problem';
import { SignInFailed } from '../access/signingIn';
import { words } from '../words';

/** Whether a failure is one that the page tells of; anything else is a mistake of our own code. */
export function isTellable(error: unknown): boolean {
  return error instanceof Problem || error instanceof Unreachable || error instanceof SignInFailed;
}

/** Says in the customer's language what went wrong and what to do; the server's own sentence where it sent one. */
export function sentenceAbout(error: unknown): string {
  if (error instanceof Problem) return error.detail || words.failure.unexpected(error.status);
  if (error instanceof SignInFailed) return words.failure.signIn;
  return words.failure.unreachable;
}

/** Longest wait that a person may sit out on the page, in seconds. */
const WAIT_MAX_SECONDS = 600;

/** Whether the same request may do better when it is sent again soon: too many at once, an outage, no answer. */
export function isWorthRepeating(error: unknown): boolean {
  if (!(error instanceof Problem)) return true;
  if (error.retryAfterSeconds > WAIT_MAX_SECONDS) return false;
  return error.status === 429 || error.status >= 500 || error.code === 'CLAIM_RUNNING';
}

/** One thing the page does at a time: whether it runs, and how it failed. A second tap while it runs does nothing. */
export function useAction() {
  const running = ref(false);
  const failure = shallowRef<unknown>(null);

  async function run(work: () => Promise<void>): Promise<void> {
    if (running.value) return;
    running.value = true;
    failure.value = null;
    try {
      await work();
    } catch (error) {
      if (!isTellable(error)) throw error;
      failure.value = error;
    } finally {
      running.value = false;
    }
  }
  return { running, failure, run };
}
