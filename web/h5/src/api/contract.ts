/** What wx-api says and takes, as far as these pages use it. Ids are strings, money is in fen, times are ISO 8601. */

export interface Named {
  id: string;
  name: string;
}

export interface Template {
  id: string;
  title: string;
  /** A colour of WeChat's cards, `Color010` to `Color102`, or `#rrggbb`. */
  color?: string | null;
  backgroundUrl?: string | null;
  logoUrl?: string | null;
  notice?: string | null;
  description?: string | null;
  servicePhone?: string | null;
  perks?: { text: string; description?: string | null; to?: string | null }[] | null;
  /** With one of our icons, or with the merchant's own picture. */
  links?: { text: string; url: string; icon?: string | null; iconUrl?: string | null }[] | null;
}

export type FieldType = 'TEXT' | 'CHOICE' | 'DATE' | 'NUMBER' | 'PHONE';

export interface ProfileField {
  key: string;
  label: string;
  type: FieldType;
  required: boolean;
  options?: string[] | null;
}

export interface LegalDocument {
  kind: string;
  version: string;
  title: string;
  url: string;
}

export type CardStatus = 'OFFLINE' | 'CLAIMED' | 'ACTIVE' | 'FROZEN' | 'MERGED' | 'CANCELLED';
export type NextStep = 'ACTIVATE' | 'CHOOSE_OLD_CARD' | 'NONE';

export interface OldCard {
  id: string;
  numberMasked: string;
}

/** The card that a claim made or that the person held already, and what comes next for it. */
export interface HeldCard {
  id: string;
  status: CardStatus;
  nextStep: NextStep;
  oldCards: OldCard[];
}

export interface Offer {
  scene: string;
  merchant: Named & { logoUrl?: string | null };
  template: Template;
  store?: Named | null;
  staff?: Named | null;
  referrer?: { memberId: string; displayName: string } | null;
  follow: { required: boolean; followed: boolean; imageUrl?: string | null };
  phoneBy: 'WECHAT' | 'SMS' | 'PLAIN';
  /** False where the customer's verified phone is on file. */
  phoneNeeded: boolean;
  profileFields: ProfileField[];
  bindingFields: { key: string; label: string }[];
  favouriteStore: { fixed?: Named | null; choices: Named[] };
  documents: LegalDocument[];
  card?: HeldCard | null;
}

export type CodePurpose = 'CLAIM' | 'BIND' | 'IDENTITY';

/** One of the person's own cards. */
export interface Card {
  id: string;
  number?: string | null;
  status: CardStatus;
  template: Template;
  /** With its own look where the merchant gave it one. */
  level?: (Named & { color?: string | null; backgroundUrl?: string | null }) | null;
  balanceFen: number;
  points: number;
  favouriteStore?: Named | null;
  validFrom?: string | null;
  expiresAt?: string | null;
}

export interface SignInAddress {
  appId: string;
  /** WeChat's authorisation page, which comes back here with a code and the state that stands in this address. */
  url: string;
}
