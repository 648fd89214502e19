package io.kabao.card;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of a template belongs to all of its versions.
 *
 * @param name what the merchant calls it; no customer sees it
 * @param publishAt from when on customers can claim the card; null: they can't
 * @param wasPublished it was in force once and was taken back
 * @param version grows with every change, also of a draft
 */
@TableName("card_template")
record TemplateRow(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        CardTemplate.Kind kind,
        String name,
        @Nullable Instant publishAt,
        boolean wasPublished,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long updatedBy) {

    /** Whether customers can claim it, or could. */
    boolean wasEverPublished() {
        return publishAt != null || wasPublished;
    }

    TemplateRow called(CardTemplate.Kind nextKind, String nextName) {
        return new TemplateRow(
                id, merchantId, nextKind, nextName, publishAt, wasPublished, version, createdAt, updatedAt, updatedBy);
    }

    TemplateRow opening(@Nullable Instant from, boolean wasInForce) {
        return new TemplateRow(id, merchantId, kind, name, from, wasInForce, version, createdAt, updatedAt, updatedBy);
    }

    TemplateRow changed(@Nullable Long by, Instant now) {
        return new TemplateRow(id, merchantId, kind, name, publishAt, wasPublished, version + 1, createdAt, now, by);
    }
}
