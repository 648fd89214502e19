import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import { api } from '../api';
import type { HeldCard, Offer } from '../api/contract';
import { Problem } from '../api/problem';
import { noteOrigin } from '../card/origin';
import { go } from '../routes';
import { draftOf, mark, type Draft } from './draft';
import { stepOf, turnAfter, type Step, type Turn } from './steps';

/** The claim of one scene, as the steps of the page share it. */
export interface Claiming {
  scene: string;
  /** What the server offers, null until it has said so. */
  offer: ShallowRef<Offer | null>;
  draft: Draft;
  step(): Step | null;
  /** Asks for the offer again. Rejects with Problem or Unreachable. */
  reload(): Promise<void>;
  /** Claims the card with what the customer gave. */
  claim(request: { phone?: string | undefined; smsCode?: string | undefined }): Promise<void>;
  /** Makes the claimed card active, by its activation or its binding. */
  finish(cardId: string, by: 'activation' | 'binding', request: object): Promise<void>;
  /**
   * Sends something that changes things, and takes the turn that a refusal asks for; rejects with the refusal unless
   * the turn explains it. `again`: an earlier answer may have been lost, so what the server has by now is looked at
   * first and nothing is sent if the way went on.
   */
  send(write: () => Promise<void>, turns: Turns, again: boolean): Promise<void>;
}

/** What a step does at a turn; true when the page then says by itself what the refusal was about. */
export type Turns = Partial<Record<Turn, () => boolean>>;

const CLAIMING: InjectionKey<Claiming> = Symbol('claiming');

/** Starts the claim of a scene for the steps under the component that calls this. */
export function provideClaiming(scene: string): Claiming {
  const offer = shallowRef<Offer | null>(null);
  const { draft, forget } = draftOf(scene);
  const step = (): Step | null => offer.value && stepOf(offer.value, draft);

  function show(answer: Offer): void {
    offer.value = answer;
    if (answer.card) cameTo(answer.card);
    const now = step();
    if (now?.at === 'CARD') leaveFor(now.cardId, false);
  }

  function cameTo(card: HeldCard): void {
    if (card.status === 'CLAIMED') noteOrigin(card.id, scene);
  }

  function leaveFor(cardId: string, fresh: boolean): void {
    forget();
    go(`/m/cards/${cardId}`, { instead: true, fresh });
  }

  async function reload(): Promise<void> {
    show(await api.request<Offer>('GET', `/wx/claim-codes/${scene}`));
  }

  const claiming: Claiming = {
    scene,
    offer,
    draft,
    step,
    reload,
    async claim(request) {
      const shown = offer.value?.documents ?? [];
      const agreed = shown.filter((document) => draft.ticked.includes(mark(document)));
      const consents = agreed.map(({ kind, version }) => ({ kind, version }));
      const card = await api.request<HeldCard>('POST', '/wx/claims', { scene, ...request, consents });
      if (card.status !== 'CLAIMED' || card.nextStep === 'NONE') return leaveFor(card.id, true);
      cameTo(card);
      draft.heldPhone = null;
      if (offer.value) offer.value = { ...offer.value, card };
    },
    async finish(cardId, by, request) {
      await api.request('POST', `/wx/cards/${cardId}/${by}`, request);
      leaveFor(cardId, true);
    },
    async send(write, turns, again) {
      if (again) {
        const before = step()?.at;
        await reload();
        if (step()?.at !== before) return;
      }
      try {
        await write();
      } catch (refusal) {
        const turn = refusal instanceof Problem ? turnAfter(refusal.code) : 'NOTHING';
        // A reload that fails must not hide why it was needed.
        if (turn === 'RELOAD') await reload().catch(() => undefined);
        if (!turns[turn]?.()) throw refusal;
      }
    },
  };
  provide(CLAIMING, claiming);
  return claiming;
}

/** The claim that the page around this component is about, its offer known. */
export function useClaiming(): Claiming & { offer: ShallowRef<Offer> } {
  const claiming = inject(CLAIMING);
  if (!claiming?.offer.value) throw new Error('a step stands only in the claim page, after the offer');
  return claiming as Claiming & { offer: ShallowRef<Offer> };
}
