import type { HeldCard, Offer, OldCard } from '../api/contract';

/** Where the customer is on the way to the card. */
export type Step =
  | { at: 'FOLLOW' }
  | { at: 'ELSEWHERE' }
  | { at: 'PHONE' }
  | { at: 'IDENTITY'; phone: string }
  | { at: 'CHOOSE'; cardId: string; oldCards: readonly OldCard[] }
  | { at: 'PROFILE'; cardId: string }
  | { at: 'OLD_CARD'; cardId: string }
  | { at: 'CARD'; cardId: string };

/** What only the page knows of the way so far. */
export interface Way {
  /** The phone that another person of WeChat holds, once the server has said so; E.164. */
  heldPhone: string | null;
  /** How the customer chose to make the claimed card active. */
  towards: 'PROFILE' | 'OLD_CARD' | null;
}

/** The step to show; it depends on what the server and the draft say alone, so a reload finds it again. */
export function stepOf(offer: Offer, way: Way): Step {
  if (offer.card) return stepWith(offer.card, way);
  if (offer.follow.required && !offer.follow.followed) return { at: 'FOLLOW' };
  if (offer.phoneNeeded && offer.phoneBy === 'WECHAT') return { at: 'ELSEWHERE' };
  return way.heldPhone === null ? { at: 'PHONE' } : { at: 'IDENTITY', phone: way.heldPhone };
}

function stepWith(card: HeldCard, way: Way): Step {
  if (card.status !== 'CLAIMED' || card.nextStep === 'NONE') return { at: 'CARD', cardId: card.id };
  if (way.towards !== null) return { at: way.towards, cardId: card.id };
  const { id: cardId, nextStep, oldCards } = card;
  if (nextStep === 'CHOOSE_OLD_CARD' && oldCards.length > 0) return { at: 'CHOOSE', cardId, oldCards };
  return { at: 'PROFILE', cardId };
}

/** What the page does about a refusal beyond showing its sentence. */
export type Turn = 'IDENTITY' | 'RELOAD' | 'PROOF' | 'NOTHING';

/** The turn the way takes after a refusal of this code. */
export function turnAfter(code: string): Turn {
  switch (code) {
    case 'PHONE_HELD':
      return 'IDENTITY';
    // The offer has changed, or the card is further on than this page knew.
    case 'FOLLOW_FIRST':
    case 'CONSENT_MISSING':
    case 'ALREADY_ACTIVE':
    case 'STORE_NOT_OFFERED':
    case 'STORE_FIXED':
    case 'PROFILE_FIELD_UNKNOWN':
      return 'RELOAD';
    case 'OLD_CARD_NEEDS_PROOF':
      return 'PROOF';
    default:
      return 'NOTHING';
  }
}
