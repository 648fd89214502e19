package io.kabao.kernel.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The data key in all its versions, and the keys derived from it (HKDF-SHA256, RFC 5869), one per purpose. */
public final class DataKeys {
    /** The setting the key comes from. */
    public static final String SETTING = "KABAO_DATA_KEY";

    /** The version that phone hashes, passwords and request hashes always derive from. */
    public static final int FIRST_VERSION = 1;

    private static final int KEY_BYTES = 32;
    private static final int VERSIONS_MAX = 16;

    /** A derivation costs as much as ten hashes; a key takes less than half a kilobyte. */
    private static final int MERCHANT_KEYS_KEPT = 10_000;

    private static final byte[] SALT = "io.kabao".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern VERSIONED = Pattern.compile("([1-9][0-9]{0,2}):([A-Za-z0-9+/=]{1,64})");

    private final Map<Integer, SecretKey> roots;
    private final int currentVersion;
    private final Map<Integer, SecretKey> fieldKeys = new LinkedHashMap<>();
    private final Cache<String, SecretKey> merchantKeys =
            Caffeine.newBuilder().maximumSize(MERCHANT_KEYS_KEPT).build();

    private DataKeys(Map<Integer, SecretKey> roots, int currentVersion) {
        this.roots = roots;
        this.currentVersion = currentVersion;
        roots.keySet().forEach(version -> fieldKeys.put(version, derive(version, Purpose.FIELD_ENCRYPTION.label())));
    }

    /**
     * Reads the setting: base64 of 32 bytes, which is version 1, or {@code 2:…,1:…} while rotating, where the first one
     * encrypts and all decrypt. Versions are 1 to 255; version 1 is always among them. Errors: BadDataKey.
     */
    public static DataKeys parse(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            throw new BadDataKey("is missing: expected base64 of 32 random bytes");
        }
        var text = setting.strip();
        if (!text.contains(":")) {
            return new DataKeys(Map.of(FIRST_VERSION, root(text)), FIRST_VERSION);
        }
        var roots = new LinkedHashMap<Integer, SecretKey>();
        for (var part : text.split(",", VERSIONS_MAX + 1)) {
            var versioned = VERSIONED.matcher(part.strip());
            if (!versioned.matches() || Integer.parseInt(versioned.group(1)) > 255) {
                throw new BadDataKey("is malformed: expected version:base64 parts, such as 2:…,1:…");
            }
            if (roots.put(Integer.valueOf(versioned.group(1)), root(versioned.group(2))) != null) {
                throw new BadDataKey("names one version twice");
            }
        }
        requireSound(roots);
        return new DataKeys(roots, roots.keySet().iterator().next());
    }

    /** The version new values are encrypted under. */
    public int currentVersion() {
        return currentVersion;
    }

    /** Every version that can still be read. */
    public Set<Integer> versions() {
        return roots.keySet();
    }

    /** The 32-byte key of a purpose that has one for the whole deployment, always from version 1. */
    public SecretKey key(Purpose purpose) {
        if (purpose == Purpose.FIELD_ENCRYPTION || purpose == Purpose.PHONE_HASH) {
            throw new IllegalArgumentException(purpose + " has a key per version or merchant");
        }
        return derive(FIRST_VERSION, purpose.label());
    }

    /** The 32-byte key of a purpose for one merchant, always from version 1. */
    public SecretKey key(Purpose purpose, long merchantId) {
        return merchantKeys.get(purpose.label() + "/merchant/" + merchantId, label -> derive(FIRST_VERSION, label));
    }

    /** The field encryption key of a version, or null for a version that is not configured. */
    @Nullable
    SecretKey fieldKey(int version) {
        return fieldKeys.get(version);
    }

    /** Whether any version is the 32 bytes given; for refusing sample keys without handing the keys out. */
    public boolean anyRootMatches(Predicate<byte[]> test) {
        return roots.values().stream().anyMatch(root -> test.test(root.getEncoded()));
    }

    @Override
    public String toString() {
        return "DataKeys[versions=" + versions() + "]";
    }

    private SecretKey derive(int version, String label) {
        var info = ("kabao/v1/" + label).getBytes(StandardCharsets.UTF_8);
        try {
            var spec = HKDFParameterSpec.ofExtract()
                    .addIKM(Objects.requireNonNull(roots.get(version)))
                    .addSalt(SALT)
                    .thenExpand(info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("Generic", spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    private static SecretKey root(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The decoder's message quotes a character of the key, so it is not kept as a cause.
            throw new BadDataKey("is not base64: expected base64 of 32 random bytes");
        }
        if (bytes.length != KEY_BYTES) {
            throw new BadDataKey("has the wrong length: expected base64 of exactly 32 bytes");
        }
        return new SecretKeySpec(bytes, "Generic");
    }

    private static void requireSound(Map<Integer, SecretKey> roots) {
        if (!roots.containsKey(FIRST_VERSION)) {
            throw new BadDataKey("lacks version 1: phone hashes and passwords derive from it for ever");
        }
        var different = roots.values().stream()
                .map(root -> ByteBuffer.wrap(root.getEncoded()))
                .distinct()
                .count();
        if (different != roots.size()) {
            throw new BadDataKey("carries the same key under two versions");
        }
    }
}
