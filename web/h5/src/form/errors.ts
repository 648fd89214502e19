import { nextTick, ref, type Ref } from 'vue';

/** The complaints a form shows, by the name of the field. */
export type Errors = Record<string, string>;

/** Complaints of a form; showing some puts the cursor into the first field that has one. */
export function useErrors(): { errors: Ref<Errors>; complain(found: Errors): boolean } {
  const errors = ref<Errors>({});
  return {
    errors,
    /** False when there was nothing to complain about. */
    complain(found) {
      errors.value = found;
      if (Object.keys(found).length === 0) return false;
      void nextTick(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return true;
    },
  };
}
