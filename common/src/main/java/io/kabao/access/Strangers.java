package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.NetworkAddress;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.limit.Buckets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who tried to come in by an account that nobody has. They are on record with the platform, since such an account belongs to
 * no merchant, and no more often than somebody could still read: what is made up by the thousand fills no table.
 */
@Component
class Strangers {

    /** So many a minute from one address. */
    static final int OF_ADDRESS_MOST = 10;

    /** So many a minute from everywhere. */
    static final int MOST = 60;

    private static final long PLATFORM = 0;
    private static final int LONG_ENOUGH_TO_SHOW_ENDS = 6;

    private final Buckets buckets;
    private final Recording recording;

    Strangers(Buckets buckets, Recording recording) {
        this.buckets = buckets;
        this.recording = recording;
    }

    /** What was tried. */
    private record Tried(String accountMasked) {}

    /** Puts a try on record, unless there were many of late. */
    void note(ActorRealm realm, String account, @Nullable String ip, ErrorCode code) {
        if (!isOneOfFew(ip)) {
            return;
        }
        var nobody = new Actor(realm, PLATFORM, null, ip);
        var refusal = new Audit.Refusal(
                SigningIn.ACTION, OperatorDesk.THING, null, code.name(), null, new Tried(masked(account)));
        recording.inTransaction().executeWithoutResult(_ -> recording.audit().refused(nobody, refusal));
    }

    private boolean isOneOfFew(@Nullable String ip) {
        var address = ip == null ? "unknown" : NetworkAddress.of(ip);
        return isFree("address:" + address, OF_ADDRESS_MOST) && isFree("all", MOST);
    }

    private boolean isFree(String name, int most) {
        return buckets.take("STRANGER:" + name, Buckets.Rate.perMinute(most)).isZero();
    }

    /** It may be a phone, or a password in the wrong place: its ends tell two tries apart and name nobody. */
    private static String masked(String account) {
        var shown = account.strip();
        if (shown.codePointCount(0, shown.length()) < LONG_ENOUGH_TO_SHOW_ENDS) {
            return "***";
        }
        var first = shown.substring(0, shown.offsetByCodePoints(0, 1));
        return first + "***" + shown.substring(shown.offsetByCodePoints(shown.length(), -1));
    }
}
