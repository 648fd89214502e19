package io.kabao.access;

import io.kabao.kernel.error.Sentence;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles that every merchant has from the beginning and nobody can change. Their ids are small and the same
 * everywhere; those of own roles are large, as all ids are.
 */
public enum BuiltInRole {
    /** May do everything at the merchant; there is always one who can sign in. */
    OWNER(1, "店主", "Owner", EnumSet.allOf(Permission.class)),
    /** Runs stores and people: everything but secrets, rights and what the whole merchant shares. */
    MANAGER(
            2,
            "店长",
            "Manager",
            EnumSet.of(
                    Permission.STORE_READ,
                    Permission.STORE_WRITE,
                    Permission.ORGANIZATION_READ,
                    Permission.ORGANIZATION_WRITE,
                    Permission.STAFF_READ,
                    Permission.STAFF_WRITE,
                    Permission.MERCHANT_READ,
                    Permission.TEMPLATE_READ,
                    Permission.IMAGE_WRITE,
                    Permission.CLAIM_CODE_READ,
                    Permission.CLAIM_CODE_WRITE,
                    Permission.MATERIAL_WRITE,
                    Permission.MEMBER_READ,
                    Permission.MEMBER_WRITE,
                    Permission.MEMBER_DISCLOSE,
                    Permission.CARD_BIND,
                    Permission.CARD_ATTRIBUTE,
                    Permission.CARD_FREEZE,
                    Permission.CARD_DESK,
                    Permission.GROUP_READ,
                    Permission.GROUP_WRITE,
                    Permission.TOPUP,
                    Permission.TOPUP_RULE_READ,
                    Permission.POINTS_RULE_READ,
                    Permission.LEVEL_READ,
                    Permission.LEVEL_SELL,
                    Permission.REFERRER_CHANGE,
                    Permission.REFERRAL_RULE_READ,
                    Permission.POINTS_ADJUST,
                    Permission.POINTS_EXCHANGE,
                    Permission.TOPUP_REFUND,
                    Permission.WITHDRAW,
                    Permission.MONEY_APPROVE,
                    Permission.SPEND,
                    Permission.REFUND,
                    Permission.BOOKS_READ,
                    Permission.SHIFT_CLOSE,
                    Permission.APPROVAL_READ)),
    /** Looks after the money; sees what it is about. */
    FINANCE(
            3,
            "财务",
            "Finance",
            EnumSet.of(
                    Permission.STORE_READ,
                    Permission.ORGANIZATION_READ,
                    Permission.STAFF_READ,
                    Permission.MERCHANT_READ,
                    Permission.TEMPLATE_READ,
                    Permission.MEMBER_READ,
                    Permission.GROUP_READ,
                    Permission.TOPUP_RULE_READ,
                    Permission.TOPUP_RULE_WRITE,
                    Permission.POINTS_RULE_READ,
                    Permission.LEVEL_READ,
                    Permission.LEVEL_WRITE,
                    Permission.REFERRAL_RULE_READ,
                    Permission.REFERRAL_RULE_WRITE,
                    Permission.REFERRAL_RULE_APPROVE,
                    Permission.POINTS_RULE_WRITE,
                    Permission.POINTS_ADJUST,
                    Permission.TOPUP_REFUND,
                    Permission.WITHDRAW,
                    Permission.MONEY_APPROVE,
                    Permission.REFUND,
                    Permission.BOOKS_READ,
                    Permission.BOOKS_EXPORT,
                    Permission.CLEARING_READ,
                    Permission.BOOKS_VERIFY,
                    Permission.BOOK_SETTINGS,
                    Permission.APPROVAL_READ,
                    Permission.AUDIT_READ)),
    /** Serves members at a counter. */
    CASHIER(
            4,
            "收银员",
            "Cashier",
            EnumSet.of(
                    Permission.STORE_READ,
                    Permission.TEMPLATE_READ,
                    Permission.CLAIM_CODE_READ,
                    Permission.MEMBER_READ,
                    Permission.MEMBER_WRITE,
                    Permission.CARD_FREEZE,
                    Permission.TOPUP,
                    Permission.TOPUP_RULE_READ,
                    Permission.POINTS_RULE_READ,
                    Permission.LEVEL_READ,
                    Permission.LEVEL_SELL,
                    Permission.POINTS_EXCHANGE,
                    Permission.SPEND,
                    Permission.BOOKS_READ,
                    Permission.SHIFT_CLOSE)),
    /** Makes cards and codes known. */
    MARKETER(
            5,
            "市场",
            "Marketer",
            EnumSet.of(
                    Permission.STORE_READ,
                    Permission.ORGANIZATION_READ,
                    Permission.STAFF_READ,
                    Permission.MERCHANT_READ,
                    Permission.TEMPLATE_READ,
                    Permission.TEMPLATE_WRITE,
                    Permission.TEMPLATE_PUBLISH,
                    Permission.IMAGE_WRITE,
                    Permission.CLAIM_CODE_READ,
                    Permission.CLAIM_CODE_WRITE,
                    Permission.MATERIAL_WRITE,
                    Permission.TOPUP_RULE_READ,
                    Permission.POINTS_RULE_READ,
                    Permission.LEVEL_READ,
                    Permission.REFERRAL_RULE_READ,
                    Permission.REFERRAL_RULE_WRITE,
                    Permission.POINTS_RULE_WRITE,
                    Permission.MEMBER_READ)),
    /** Sees everything, changes nothing. */
    AUDITOR(6, "审计", "Auditor", readingOnly());

    private final long id;
    private final Sentence sentence;
    private final Set<Permission> permissions;

    BuiltInRole(long id, String zh, String en, Set<Permission> permissions) {
        this.id = id;
        this.sentence = new Sentence(zh, en);
        this.permissions = Set.copyOf(permissions);
    }

    private static Set<Permission> readingOnly() {
        Predicate<Permission> reads = permission -> permission.name().endsWith("_READ");
        return Arrays.stream(Permission.values()).filter(reads).collect(Collectors.toSet());
    }

    /** The role of this id, if it is one of these. */
    public static Optional<BuiltInRole> of(long id) {
        return Arrays.stream(values()).filter(role -> role.id == id).findFirst();
    }

    /** Whether a name would be taken for one of these, in either language and however it is written. */
    static boolean isCalled(String name) {
        var plain = plain(name);
        return Arrays.stream(values())
                .flatMap(role -> Stream.of(role.name(), role.sentence.zh(), role.sentence.en()))
                .anyMatch(own -> plain(own).equals(plain));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Its id, the same at every merchant. */
    public long id() {
        return id;
    }

    /** Its name, for people. */
    public Sentence sentence() {
        return sentence;
    }

    /** What it allows. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Whether its people must have a second factor before they may do what asks for one. */
    public boolean needsSecondFactor() {
        return this == OWNER || this == FINANCE;
    }
}
