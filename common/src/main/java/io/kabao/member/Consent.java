package io.kabao.member;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/**
 * What a member agreed to or withdrew.
 *
 * @param kind which document, as in {@code PRIVACY}
 * @param docVersion the version that was shown
 */
@TableName("consent")
public record Consent(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        long memberId,
        String kind,
        String docVersion,
        boolean given,
        Instant at) {

    /** A document in the version the customer ticked. */
    public record Ticked(String kind, String version) {}

    /** A document that the customer agrees to or withdraws from. */
    public record Said(Ticked document, boolean given) {}
}
