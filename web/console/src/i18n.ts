import { computed, watchEffect } from 'vue';
import { createI18n } from 'vue-i18n';
import en from './locales/en.json';
import zhCN from './locales/zh-CN.json';

/** Languages of the console, as BCP 47 tags. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type KeysOf<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Key}` : KeysOf<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** Keys of the sentences there are; a misspelt one fails the type check. */
export type SentenceKey = KeysOf<typeof zhCN>;

const KEY = 'kabao.console.language';

const i18n = createI18n({
  legacy: false,
  locale: stored(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN, en },
});

/** The language shown; setting it keeps the choice for the next visit. */
export const language = computed<Language>({
  get: () => i18n.global.locale.value,
  set: (chosen) => {
    i18n.global.locale.value = chosen;
    localStorage.setItem(KEY, chosen);
  },
});

/** The sentence in the language shown; a template that uses it follows the language. */
export function t(key: SentenceKey, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values);
}

watchEffect(() => {
  document.documentElement.lang = language.value;
});

function stored(): Language {
  const kept = localStorage.getItem(KEY);
  return LANGUAGES.find((known) => known === kept) ?? 'zh-CN';
}
