package io.kabao.member;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Purpose;
import io.kabao.kernel.id.Ids;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The beginnings of members' names, hashed under the merchant's own key: a name is found without being readable. */
@Component
class NameStarts {

    /** Characters of the longest beginning that is kept. */
    static final int LONGEST = 4;

    private final NameStartMapper mapper;
    private final DataKeys keys;
    private final Ids ids;

    NameStarts(NameStartMapper mapper, DataKeys keys, Ids ids) {
        this.mapper = mapper;
        this.keys = keys;
        this.ids = ids;
    }

    /** Keeps the beginnings of a new member's name. */
    void write(Member member, @Nullable String name) {
        if (name == null) {
            return;
        }
        var plain = plain(name);
        var length = Math.min(LONGEST, plain.codePointCount(0, plain.length()));
        var starts = IntStream.rangeClosed(1, length)
                .mapToObj(characters -> new NameStartMapper.Start(
                        ids.next(), member.merchantId(), member.id(), hash(member.merchantId(), plain, characters)))
                .toList();
        if (!starts.isEmpty()) {
            mapper.insert(starts);
        }
    }

    /** Keeps the beginnings of the name that the member has from now on, and no others. */
    void replace(Member member, @Nullable String name) {
        clear(member);
        write(member, name);
    }

    /** The member is not found by a name any more. */
    void clear(Member member) {
        mapper.delete(member.merchantId(), member.id());
    }

    /** Ids of members whose names begin with the text, newest first; only its first {@value #LONGEST} characters count. */
    List<Long> find(long merchantId, String text, long before, int rows) {
        var plain = plain(text);
        var characters = Math.min(LONGEST, plain.codePointCount(0, plain.length()));
        return characters == 0 ? List.of() : mapper.find(merchantId, hash(merchantId, plain, characters), before, rows);
    }

    /** Whether a name would be found by the text. */
    static boolean begins(String name, String text) {
        var plain = plain(text);
        return !plain.isEmpty() && plain(name).startsWith(first(plain, LONGEST));
    }

    private byte[] hash(long merchantId, String plain, int characters) {
        return Hmac.of(
                keys.key(Purpose.NAME_START, merchantId),
                first(plain, characters).getBytes(StandardCharsets.UTF_8));
    }

    private static String first(String plain, int characters) {
        var most = Math.min(characters, plain.codePointCount(0, plain.length()));
        return plain.substring(0, plain.offsetByCodePoints(0, most));
    }

    /** Full-width letters, capitals and blanks at the ends make no difference. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
