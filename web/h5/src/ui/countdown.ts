import { computed, onScopeDispose, ref, type ComputedRef } from 'vue';

/** Whole seconds until a moment, both in milliseconds since 1970; never less than zero. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

/** Seconds left until a moment that may be set anew; ticks while the component lives. */
export function useCountdown(moment: () => number): ComputedRef<number> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), 500);
  onScopeDispose(() => clearInterval(timer));
  // The moment may have been set after the last tick.
  return computed(() => secondsUntil(moment(), Math.max(now.value, Date.now())));
}
