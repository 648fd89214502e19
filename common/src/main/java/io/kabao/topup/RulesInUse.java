package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Writes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that top-ups of a batch are made by. Their rows are locked until the commit, after the holders and in the order of
 * their ids; so neither stock nor what one member may have is given twice.
 */
final class RulesInUse {

    private static final String SELECT = """
            SELECT id, merchant_id, name, amount_fen, bonus_fen, points, gift_template_id, member_most, starts_at, ends_at,
                   stock, used, is_active, version, created_at, updated_at, updated_by
            FROM topup_rule
            WHERE id IN (:keys)
            ORDER BY id
            """;
    private static final String SELECT_USES = """
            SELECT rule_id, member_id, MAX(use_no) AS uses
            FROM topup_rule_use
            WHERE :keys
            GROUP BY rule_id, member_id
            """;
    private static final List<String> USE_KEY = List.of("merchant_id", "rule_id", "member_id");
    private static final String CHANGE = "UPDATE topup_rule SET used = ? WHERE merchant_id = ? AND id = ?";
    private static final Writes.Table USES = Writes.Table.added(
            "topup_rule_use", "id", "merchant_id", "rule_id", "member_id", "use_no", "topup_id", "created_at");

    private final Ids ids;
    private final Map<Long, TopUpRule> rules = new HashMap<>();
    private final Map<Member, Integer> uses = new HashMap<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private final Writes.Rows rows = new Writes.Rows(USES);
    private final GiftsInUse gifts;

    private record Member(long ruleId, long memberId) {}

    private RulesInUse(Ids ids, List<TopUpRule> locked, GiftsInUse gifts) {
        this.ids = ids;
        this.gifts = gifts;
        locked.forEach(rule -> rules.put(rule.id(), rule));
    }

    /** Locks the rules that these name, and reads how often their members had them. */
    static RulesInUse locked(Reads reads, Ids ids, List<TopUp> batch) {
        var byRule = batch.stream().filter(topUp -> topUp.ruleId() != null).toList();
        var wanted = byRule.stream().map(TopUp::ruleId).distinct().sorted().toList();
        var locked = reads.locked(SELECT, wanted, TopUpRule::of);
        var inUse = new RulesInUse(ids, locked, GiftsInUse.of(reads, gifts(reads, locked, byRule)));
        var keys = byRule.stream()
                .map(topUp -> key(topUp, Objects.requireNonNull(reads.cardOf(topUp.booking()))))
                .toList();
        reads.by(SELECT_USES, USE_KEY, keys, row -> {
            var member = new Member(row.number("rule_id"), row.number("member_id"));
            return inUse.uses.put(member, Math.toIntExact(row.number("uses")));
        });
        return inUse;
    }

    private static List<GiftsInUse.Wanted> gifts(Reads reads, List<TopUpRule> locked, List<TopUp> byRule) {
        var templates = new HashMap<Long, Long>();
        locked.stream()
                .filter(rule -> rule.giftTemplateId() != null)
                .forEach(rule -> templates.put(rule.id(), rule.giftTemplateId()));
        return byRule.stream()
                .filter(topUp -> templates.containsKey(topUp.ruleId()))
                .map(topUp -> {
                    var card = Objects.requireNonNull(reads.cardOf(topUp.booking()));
                    var template = Objects.requireNonNull(templates.get(topUp.ruleId()));
                    return new GiftsInUse.Wanted(card.merchantId(), template, card.memberId());
                })
                .distinct()
                .toList();
    }

    private static Object[] key(TopUp topUp, CardState card) {
        return new Object[] {card.merchantId(), Objects.requireNonNull(topUp.ruleId()), card.memberId()};
    }

    /**
     * The rule of a top-up, which can be had by this member now. Errors: {@link TopUpError#RULE_NOT_FOUND},
     * {@link TopUpError#RULE_OFF}, {@link TopUpError#RULE_AMOUNT_WRONG}, {@link TopUpError#RULE_HAD_BEFORE}.
     */
    TopUpRule require(long ruleId, TopUp topUp, CommandKind.Turn turn) {
        var rule = rules.get(ruleId);
        if (rule == null || rule.merchantId() != topUp.booking().actor().merchantId()) {
            throw new BusinessError(TopUpError.RULE_NOT_FOUND);
        }
        var offReason = rule.offReason(turn.now(), gifts.isOpen(rule, turn.now()));
        if (offReason != null) {
            throw new BusinessError(TopUpError.RULE_OFF).with("reason", offReason);
        }
        if (topUp.amountFen() != rule.amountFen()) {
            throw new BusinessError(TopUpError.RULE_AMOUNT_WRONG).with("amountFen", rule.amountFen());
        }
        var had = uses.getOrDefault(member(rule, turn), 0);
        if (rule.memberMost() != null && had >= rule.memberMost()) {
            throw new BusinessError(TopUpError.RULE_HAD_BEFORE)
                    .with("most", rule.memberMost())
                    .with("had", had);
        }
        return rule;
    }

    private static Member member(TopUpRule rule, CommandKind.Turn turn) {
        return new Member(rule.id(), turn.requireCard().memberId());
    }

    /** Counts a top-up that nothing can refuse any more; the template of the card that it owes, or null for none. */
    @Nullable
    Long use(TopUpRule rule, CommandKind.Turn turn) {
        var member = member(rule, turn);
        var number = uses.merge(member, 1, Integer::sum);
        rules.put(rule.id(), rule.usedOnceMore());
        changed.add(rule.id());
        rows.add(ids.next(), rule.merchantId(), rule.id(), member.memberId(), number, turn.txnId(), turn.now());
        return gifts.owe(rule, turn);
    }

    /** Writes what has changed. */
    void write(Writes writes) {
        writes.write(rows);
        gifts.write(writes);
        for (var id : changed) {
            var rule = Objects.requireNonNull(rules.get(id));
            writes.change(CHANGE, rule.used(), rule.merchantId(), rule.id());
        }
    }
}
