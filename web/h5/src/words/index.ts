import { en } from './en';
import { zh } from './zh';

const english = /^en\b/i.test(typeof navigator === 'undefined' ? '' : navigator.language);

/** Language of the page, by the browser's first choice: English if that is it, else Chinese; a BCP 47 tag. */
export const language = english ? 'en' : 'zh-CN';

/** The sentences of the page in its language. */
export const words = english ? en : zh;
