package io.kabao.access;

/** What an operator may be allowed to do. Each handler of the admin door names exactly one. */
public enum Permission {
    /** See the stores. */
    STORE_READ,
    /** Add, change and remove stores. */
    STORE_WRITE,
    /** See the tree. */
    ORGANIZATION_READ,
    /** Add, change and remove nodes of the tree. */
    ORGANIZATION_WRITE,
    /** See the staff. */
    STAFF_READ,
    /** Add and change staff. */
    STAFF_WRITE,
    /** See the official accounts and mini-programs, and try their settings. */
    WECHAT_APP_READ,
    /** Register official accounts and mini-programs and enter their secrets. */
    WECHAT_APP_WRITE,
    /** See the merchant's own settings. */
    MERCHANT_READ,
    /** Change the merchant's own settings. */
    MERCHANT_WRITE,
    /** See the card templates. */
    TEMPLATE_READ,
    /** Add, change and remove card templates. */
    TEMPLATE_WRITE,
    /** Let customers claim a template, and take it back. */
    TEMPLATE_PUBLISH,
    /** See the codes that customers scan. */
    CLAIM_CODE_READ,
    /** Make, re-point and revoke codes. */
    CLAIM_CODE_WRITE,
    /** See members, their personal data masked. */
    MEMBER_READ,
    /** Open and change members by hand. */
    MEMBER_WRITE,
    /** See members' personal data in full, each time with a reason. */
    MEMBER_DISCLOSE,
    /** See what was done, by whom. */
    AUDIT_READ,
    /** See what came in and what waits to go out. */
    DELIVERY_READ,
    /** Let a delivery that was given up be tried again. */
    DELIVERY_RETRY
}
