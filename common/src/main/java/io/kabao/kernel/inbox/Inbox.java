package io.kabao.kernel.inbox;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.work.Bell;
import io.kabao.kernel.work.Retries;
import io.kabao.kernel.work.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pushes from the outside, each kept once however often it is sent. */
@Service
public class Inbox {

    /** How long a push that was done is remembered; a repetition after that would be taken for a new one. */
    public static final Duration DONE_KEPT = Duration.ofDays(30);

    /** How long a push that was given up waits for a person. */
    public static final Duration GIVEN_UP_KEPT = Duration.ofDays(180);

    /** Pushes of one {@link #receiveAll}, which is one statement. */
    public static final int RECEIVE_MAX = 500;

    static final FieldName PAYLOAD = new FieldName("inbox.payload");

    /** All writers insert in one order, so that two bursts with the same pushes wait for each other and never in a ring. */
    private static final Comparator<InboxRow> ONE_ORDER = Comparator.comparingLong(InboxRow::merchantId)
            .thenComparing(InboxRow::source)
            .thenComparing(InboxRow::dedupKey);

    private final InboxMapper mapper;
    private final FieldCipher cipher;
    private final DataKeys keys;
    private final Ids ids;
    private final Clock clock;
    private final Bell bell = new Bell();

    Inbox(InboxMapper mapper, FieldCipher cipher, DataKeys keys, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.cipher = cipher;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes a push in; true if it is new. Once this returns the push may be acknowledged: it will be processed. */
    @Transactional
    public boolean receive(Push push) {
        return receiveRows(List.of(push)) == 1;
    }

    /**
     * Takes 1 to {@value #RECEIVE_MAX} pushes in by one statement and says how many are new. The statement is all or nothing
     * by itself: a transaction around it would cost three more round trips while others wait for this one.
     */
    public int receiveAll(List<Push> pushes) {
        return receiveRows(pushes);
    }

    private int receiveRows(List<Push> pushes) {
        if (pushes.isEmpty() || pushes.size() > RECEIVE_MAX) {
            throw new IllegalArgumentException("At once come 1 to " + RECEIVE_MAX + " pushes");
        }
        var now = clock.instant();
        var fresh = mapper.insertNew(
                pushes.stream().map(push -> row(push, now)).sorted(ONE_ORDER).toList());
        if (fresh > 0) {
            bell.ringAfterCommit();
        }
        return fresh;
    }

    private InboxRow row(Push push, Instant now) {
        return new InboxRow(
                ids.next(),
                push.merchantId(),
                push.source(),
                push.storedKey(keys),
                cipher.encrypt(PAYLOAD, push.merchantId(), push.payload()),
                0,
                Retries.MOST,
                now,
                now);
    }

    /** A merchant's pushes, newest first; of one status or of all. */
    public Page<InboxEntry> list(long merchantId, @Nullable InboxStatus status, PageRequest request) {
        var rows = mapper.list(merchantId, status, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, InboxEntry::id);
    }

    /** One push. Errors: {@link InboxError#INBOX_MESSAGE_NOT_FOUND}. */
    public InboxEntry require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(InboxError.INBOX_MESSAGE_NOT_FOUND));
    }

    /**
     * Lets a push that was given up be processed after all, with {@link Retries#MOST} more attempts. Errors:
     * {@link InboxError#INBOX_MESSAGE_NOT_FOUND}, {@link InboxError#INBOX_MESSAGE_WAITING},
     * {@link InboxError#INBOX_MESSAGE_DONE}.
     */
    @Transactional
    public InboxEntry replay(long merchantId, long id) {
        // Looked at first: the update would wait for a push that is being processed.
        var status = require(merchantId, id).status();
        if (status == InboxStatus.DONE) {
            throw new BusinessError(InboxError.INBOX_MESSAGE_DONE);
        }
        if (status == InboxStatus.WAITING || mapper.replay(merchantId, id, clock.instant(), Retries.MOST) == 0) {
            throw new BusinessError(InboxError.INBOX_MESSAGE_WAITING);
        }
        bell.ringAfterCommit();
        return require(merchantId, id);
    }

    /** Deletes pushes whose time is over and says how many. */
    public int sweep() {
        var now = clock.instant();
        return Sweep.run(most -> mapper.sweep(InboxStatus.DONE, now.minus(DONE_KEPT), most))
                + Sweep.run(most -> mapper.sweep(InboxStatus.GIVEN_UP, now.minus(GIVEN_UP_KEPT), most));
    }

    /** Rings when there is something to process. */
    Bell bell() {
        return bell;
    }
}
