import { reactive, watch } from 'vue';
import type { CodePurpose, LegalDocument } from '../api/contract';
import type { Values } from '../form/fields';
import { ofThisTab } from '../ui/storage';
import type { Way } from './steps';

/** What the customer has filled in for one scene; a reload keeps it, the finished card and the closed tab drop it. */
export interface Draft extends Way {
  phone: string;
  /** Documents ticked, each in the version that was shown. */
  ticked: string[];
  profile: Values;
  favouriteStoreId: string;
  oldCardNumber: string;
  binding: Values;
  /** The server wants proof that the old card is the customer's. */
  proofNeeded: boolean;
  proofPhone: string;
  oldCardId: string;
  /** When the next text message may be asked for; milliseconds since 1970. */
  nextCodeAt: Partial<Record<CodePurpose, number>>;
}

/** The draft of a scene; changes are kept until `forget`. */
export function draftOf(scene: string): { draft: Draft; forget: () => void } {
  const name = `draft.${scene}`;
  const draft = reactive<Draft>({ ...blank(), ...ofThisTab.read<Partial<Draft>>(name) });
  const stop = watch(draft, () => ofThisTab.write(name, draft), { flush: 'sync' });
  return {
    draft,
    forget() {
      stop();
      ofThisTab.remove(name);
    },
  };
}

/** Marks a document in its version, so that a new version is un-ticked again. */
export function mark({ kind, version }: LegalDocument): string {
  return `${kind} ${version}`;
}

function blank(): Draft {
  return {
    heldPhone: null,
    towards: null,
    phone: '',
    ticked: [],
    profile: {},
    favouriteStoreId: '',
    oldCardNumber: '',
    binding: {},
    proofNeeded: false,
    proofPhone: '',
    oldCardId: '',
    nextCodeAt: {},
  };
}
