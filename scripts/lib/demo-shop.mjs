// What the sample merchant has. Names are what a later start finds them by.
export const ORGANIZATIONS = ["华东大区", "华南大区"];

export const STORES = [
  { name: "南京路店", organization: "华东大区", address: "上海市南京东路 1 号", phone: "021-12345678" },
  { name: "西湖店", organization: "华东大区", address: "杭州市湖滨路 8 号", phone: "0571-12345678" },
  { name: "珠江新城店", organization: "华南大区", address: "广州市花城大道 20 号", phone: "020-12345678" },
];

export const STAFF = [
  { name: "张丽", employeeNumber: "A001", phone: "13800001001", store: "南京路店" },
  { name: "王强", employeeNumber: "A002", phone: "13800001002", store: "西湖店" },
  { name: "陈静", employeeNumber: "A003", phone: "13800001003", organization: "华南大区" },
];

const OPEN_PLATFORM = "demo-open-platform";

export const APPS = [
  {
    kind: "OFFICIAL_ACCOUNT",
    appId: "wx-demo-account",
    originalId: "gh_demo_account",
    name: "示例公众号",
    openPlatformId: OPEN_PLATFORM,
    safeMode: true,
  },
  {
    kind: "MINI_PROGRAM",
    appId: "wx-demo-mini",
    originalId: "gh_demo_mini",
    name: "示例小程序",
    openPlatformId: OPEN_PLATFORM,
    pagePath: "pages/claim/index",
  },
];

export const PEOPLE = [
  { id: "demo-li", phone: "13800002001", nickname: "李小姐" },
  { id: "demo-zhao", phone: "13800002002", nickname: "赵先生" },
];

// The documents stand on the merchant's own site, which the sandbox plays.
export const template = (site) => ({
  name: "普通会员",
  title: "会员卡",
  color: "Color030",
  notice: "结账时请出示会员卡",
  description: "凭会员卡在各门店消费享受会员权益。\n会员卡仅限本人使用。",
  servicePhone: "021-12345678",
  perks: [{ text: "生日当月双倍积分" }, { text: "新品试吃优先预约" }],
  profileFields: [
    { key: "name", label: "姓名", type: "TEXT", required: true, editRight: "FILL_ONCE" },
    { key: "gender", label: "性别", type: "CHOICE", required: false, options: ["男", "女"] },
    { key: "birthday", label: "生日", type: "DATE", required: false, editRight: "FILL_ONCE" },
  ],
  bindingFields: ["phone", "name"],
  documents: [
    { kind: "TERMS", version: "1", title: "会员协议", url: `${site}/shop/terms` },
    { kind: "PRIVACY", version: "1", title: "隐私政策", url: `${site}/shop/privacy` },
  ],
});

export const settings = (merchant, templateId) => ({
  version: merchant.version,
  name: merchant.name,
  logoUrl: merchant.logoUrl,
  servicePhone: merchant.servicePhone ?? "021-12345678",
  zone: merchant.zone,
  currencySymbol: merchant.currencySymbol,
  memberCalled: merchant.memberCalled,
  defaultTemplateId: templateId,
  replyText: merchant.replyText,
  replyKeywords: merchant.replyKeywords,
  licenceName: merchant.licenceName,
  licenceNumber: merchant.licenceNumber,
});

export const CODES = [
  { channel: "OFFICIAL_ACCOUNT", name: "公众号菜单" },
  { channel: "MINI_PROGRAM", name: "小程序首页" },
  { channel: "STORE", name: "南京路店台卡", store: "南京路店" },
  { channel: "STORE", name: "珠江新城店台卡", store: "珠江新城店" },
  { channel: "STAFF", name: "张丽工牌", staff: "张丽" },
  { channel: "STAFF", name: "陈静工牌", staff: "陈静" },
];
