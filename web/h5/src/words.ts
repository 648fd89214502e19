const zh = {
  title: '会员卡',
  heading: '在这里领取会员卡',
  scanOutside: '请打开微信，用“扫一扫”扫描门店里的领卡二维码，再按提示领卡。',
  scanInside: '请用微信“扫一扫”扫描门店里的领卡二维码，再按提示领卡。',
  noCode: '没有看到二维码？请问一问店里的营业员。',
};

const en: typeof zh = {
  title: 'Member card',
  heading: 'This is where you get your member card',
  scanOutside: 'Open WeChat, choose Scan, and point it at the card code in the shop. Then follow what it says.',
  scanInside: 'Choose Scan in WeChat and point it at the card code in the shop. Then follow what it says.',
  noCode: 'No code in sight? Please ask the staff of the shop.',
};

const chinese = /^zh\b/i.test(navigator.language);

/** Language of the page, by the browser's first choice: Chinese, else English. */
export const documentLanguage = chinese ? 'zh-CN' : 'en';

export const words = chinese ? zh : en;
