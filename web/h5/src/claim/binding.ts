import { ref } from 'vue';
import type { Errors } from '../form/errors';
import { phoneOf, readable, smsCodeOf } from '../form/phone';
import { words } from '../words';
import { useClaiming } from './claiming';
import { useAction } from '../ui/action';

/** Binds an old card to the claimed one, with a code from a text message once the server asks for that proof. */
export function useBinding() {
  const { draft, step, finish, send } = useClaiming();
  const { running, failure, run } = useAction();
  const code = ref('');

  /** What is missing for the proof, as far as one is needed. */
  function proofErrors(): Errors {
    return draft.proofNeeded && smsCodeOf(code.value) === null ? { smsCode: words.phone.codeWrong } : {};
  }

  /** What is wrong with the phone that the code is to be sent to. */
  function proofPhoneErrors(): Errors {
    return phoneOf(draft.proofPhone) === null ? { proofPhone: words.phone.wrong } : {};
  }

  /** Sends the binding; `phone` in E.164 or as typed is where the proof is likely to go, if it is known. */
  function bind(request: object, phone: string, again: boolean): void {
    const now = step();
    if (now === null || !('cardId' in now)) return;
    const smsCode = draft.proofNeeded ? smsCodeOf(code.value) : null;
    const body = smsCode === null ? request : { ...request, smsCode };
    const turns = {
      PROOF: () => {
        const explained = !draft.proofNeeded;
        draft.proofNeeded = true;
        if (draft.proofPhone === '') draft.proofPhone = readable(phone);
        return explained;
      },
    };
    void run(() => send(() => finish(now.cardId, 'binding', body), turns, again));
  }
  return { code, running, failure, proofErrors, proofPhoneErrors, bind };
}
