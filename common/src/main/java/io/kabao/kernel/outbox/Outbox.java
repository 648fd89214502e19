package io.kabao.kernel.outbox;

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
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Messages to the outside, kept with the change they tell of until they are sent. */
@Service
public class Outbox {

    /** How long a sent message stays visible. */
    public static final Duration SENT_KEPT = Duration.ofDays(30);

    /** How long a message that was given up waits for a person. */
    public static final Duration GIVEN_UP_KEPT = Duration.ofDays(180);

    /** The longest payload, in characters. */
    public static final int PAYLOAD_MAX = 1_000_000;

    /** Messages of one {@link #put}, which is one statement. */
    public static final int PUT_MAX = 500;

    private static final Pattern TOPIC = Pattern.compile("[!-~]{1,40}");

    static final FieldName PAYLOAD = new FieldName("outbox.payload");

    private final OutboxMapper mapper;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Clock clock;
    private final Bell bell = new Bell();

    Outbox(OutboxMapper mapper, FieldCipher cipher, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.cipher = cipher;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A message to be sent.
     *
     * @param topic which sender takes it, 1 to 40 visible ASCII characters
     * @param payload what it needs to know; stored encrypted, shown to nobody
     */
    public record Draft(String topic, String payload) {

        /** Errors: IllegalArgumentException, which does not repeat the payload. */
        public Draft {
            if (!TOPIC.matcher(topic).matches()) {
                throw new IllegalArgumentException("A topic has 1 to 40 visible ASCII characters");
            }
            if (payload.length() > PAYLOAD_MAX) {
                throw new IllegalArgumentException("A payload has at most " + PAYLOAD_MAX + " characters");
            }
        }

        @Override
        public String toString() {
            return "Draft[topic=" + topic + "]";
        }
    }

    /** Puts messages, 1 to {@value #PUT_MAX}, in the transaction of the change they tell of; they are sent once it has committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(long merchantId, List<Draft> drafts) {
        if (drafts.isEmpty() || drafts.size() > PUT_MAX) {
            throw new IllegalArgumentException("One put takes 1 to " + PUT_MAX + " messages");
        }
        var now = clock.instant();
        mapper.insert(drafts.stream()
                .map(draft -> new OutboxRow(
                        ids.next(),
                        merchantId,
                        draft.topic(),
                        cipher.encrypt(PAYLOAD, merchantId, draft.payload()),
                        0,
                        Retries.MOST,
                        now,
                        now))
                .toList());
        bell.ringAfterCommit();
    }

    /** A merchant's messages, newest first; of one status or of all. */
    public Page<OutboxEntry> list(long merchantId, @Nullable OutboxStatus status, PageRequest request) {
        var rows = mapper.list(merchantId, status, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, OutboxEntry::id);
    }

    /** One message. Errors: {@link OutboxError#OUTBOX_MESSAGE_NOT_FOUND}. */
    public OutboxEntry require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(OutboxError.OUTBOX_MESSAGE_NOT_FOUND));
    }

    /**
     * Makes a message due at once, with {@link Retries#MOST} more attempts. One that is being sent at this moment may
     * go out twice. Errors: {@link OutboxError#OUTBOX_MESSAGE_NOT_FOUND}, {@link OutboxError#OUTBOX_MESSAGE_SENT}.
     */
    @Transactional
    public OutboxEntry retry(long merchantId, long id) {
        if (mapper.retry(merchantId, id, clock.instant(), Retries.MOST) == 0) {
            require(merchantId, id);
            throw new BusinessError(OutboxError.OUTBOX_MESSAGE_SENT);
        }
        bell.ringAfterCommit();
        return require(merchantId, id);
    }

    /** Deletes messages whose time is over and says how many. */
    public int sweep() {
        var now = clock.instant();
        return Sweep.run(most -> mapper.sweep(OutboxStatus.SENT, now.minus(SENT_KEPT), most))
                + Sweep.run(most -> mapper.sweep(OutboxStatus.GIVEN_UP, now.minus(GIVEN_UP_KEPT), most));
    }

    /** Rings when there is something to send. */
    Bell bell() {
        return bell;
    }
}
