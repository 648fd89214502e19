package io.kabao.referral;

/** What became of a rule. */
public enum RuleStatus {
    /** Being written; earns nobody anything. */
    DRAFT,
    /** Orders earn by it; a merchant has one at most. */
    IN_FORCE,
    /** Another one took its place; what was earned by it stays. */
    FORMER
}
