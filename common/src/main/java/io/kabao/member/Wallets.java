package io.kabao.member;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** On whose holder of the books the commission wallets of members are. */
@Service
public class Wallets {

    /** Members that one row may have been merged into, one after another. */
    private static final int STEPS_MOST = 100;

    private final MemberMapper mapper;

    Wallets(MemberMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * A member with a wallet.
     *
     * @param memberId whoever was asked for, or the member as whom they go on
     * @param holderId of the books
     */
    public record Owner(long memberId, long holderId) {}

    /** A member, or whom they go on as; empty: the member was erased, or has no wallet. */
    public Optional<Owner> ownerOf(long merchantId, long memberId) {
        var id = memberId;
        for (var step = 0; step < STEPS_MOST; step++) {
            var member = mapper.find(merchantId, id).orElse(null);
            if (member == null || member.status() == Member.Status.ERASED) {
                return Optional.empty();
            }
            if (member.mergedInto() == null) {
                return Optional.ofNullable(member.holderId()).map(holderId -> new Owner(member.id(), holderId));
            }
            id = member.mergedInto();
        }
        throw new IllegalStateException("Member " + memberId + " was merged in a circle");
    }
}
