package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardError;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateSettings;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.work.Turns;
import io.kabao.organization.Staff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Gives every store or member of staff that has no open code of a template one, all at once. */
@Service
public class MissingCodes {

    /** Codes that are made at once; where more are missing, the next call makes them. */
    public static final int AT_ONCE_MOST = 20_000;

    /** Codes that an answer shows. */
    public static final int SHOWN_MOST = 200;

    /** Stores or people that are read, and codes that are written, by one statement. */
    static final int BLOCK = 500;

    /** Blocks that are looked through: far more stores or people than a merchant has. */
    private static final int BLOCKS_MOST = 2_000;

    private static final String ACTION = "CLAIM_CODES_CREATED";
    private static final String TEMPLATE = "CARD_TEMPLATE";

    /** Calls that are worked on at once. */
    private static final int MADE_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Turns turns = new Turns("missing-codes", MADE_AT_ONCE, PATIENCE);
    private final ClaimCodeMapper mapper;
    private final ClaimCodes codes;
    private final CardTemplates templates;
    private final CodeOwners owners;
    private final Audit audit;
    private final Clock clock;
    private final TransactionOperations transactions;

    MissingCodes(
            ClaimCodeMapper mapper,
            ClaimCodes codes,
            CardTemplates templates,
            CodeOwners owners,
            Audit audit,
            Clock clock,
            TransactionOperations transactions) {
        this.mapper = mapper;
        this.codes = codes;
        this.templates = templates;
        this.owners = owners;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * What was made.
     *
     * @param codes the first of them, at most {@value #SHOWN_MOST}
     * @param more whether there may be others left to make
     */
    public record Made(int created, List<ClaimCode> codes, boolean more) {}

    /** What the audit keeps: how many codes, from which to which. */
    record Batch(ClaimChannel channel, int created, String firstId, String lastId) {}

    /**
     * Makes a code for each open store where the template is valid, or for each active member of staff at such a store or at
     * none, that has none which can be claimed from; whoever has one keeps it alone, however often and by however many this is asked
     * for at once.
     * Errors: {@link ClaimError#CHANNEL_NOT_IN_BULK}, {@link CardError#GROUP_NOT_CLAIMED}, that there is no such template;
     * {@link KernelError#BUSY} while others ask.
     */
    public Made make(Actor actor, ClaimChannel channel, long templateId) {
        // Those who wait for the same template would take all connections.
        return turns.take(
                () -> Objects.requireNonNull(transactions.execute(_ -> made(actor, channel, templateId, null))),
                Function.identity());
    }

    /** The same for those of these stores or people alone that need one; null: for all. */
    @Transactional
    public Made make(Actor actor, ClaimChannel channel, long templateId, @Nullable Set<Long> only) {
        return made(actor, channel, templateId, only);
    }

    private Made made(Actor actor, ClaimChannel channel, long templateId, @Nullable Set<Long> only) {
        if (channel != ClaimChannel.STORE && channel != ClaimChannel.STAFF) {
            throw new BusinessError(ClaimError.CHANNEL_NOT_IN_BULK);
        }
        codes.hold(actor.merchantId(), templateId);
        var template = templates.require(actor.merchantId(), templateId);
        template.requireClaimed();
        var filling = new Filling(actor, channel, new Aim(templateId, templates.settingsOf(template), only));
        var made = fill(filling);
        if (made.created() > 0) {
            var batch =
                    new Batch(channel, made.created(), Long.toString(filling.firstId), Long.toString(filling.lastId));
            audit.record(actor, new Change(ACTION, TEMPLATE, templateId, null, batch, null));
        }
        return made;
    }

    private Made fill(Filling filling) {
        var after = 0L;
        for (var block = 0; block < BLOCKS_MOST; block++) {
            var all = filling.read(after);
            if (all.isEmpty()) {
                return filling.made(false);
            }
            filling.write(filling.without(all));
            if (filling.created + BLOCK > AT_ONCE_MOST) {
                return filling.made(true);
            }
            after = all.getLast();
        }
        return filling.made(true);
    }

    /** What codes are made of, and for whom; {@code only} null: for all. */
    private record Aim(
            long templateId,
            TemplateSettings settings,
            @Nullable Set<Long> only) {}

    /** One call's work. */
    private final class Filling {

        private final Actor actor;
        private final ClaimChannel channel;
        private final long templateId;
        private final TemplateSettings settings;
        private final @Nullable Set<Long> only;
        private final List<ClaimCode> shown = new ArrayList<>();
        private int created;
        private long firstId;
        private long lastId;

        Filling(Actor actor, ClaimChannel channel, Aim aim) {
            this.actor = actor;
            this.channel = channel;
            this.templateId = aim.templateId();
            this.settings = aim.settings();
            this.only = aim.only();
        }

        List<Long> read(long after) {
            return owners.after(actor.merchantId(), channel, after, BLOCK);
        }

        List<Long> without(List<Long> all) {
            var now = clock.instant();
            var own = within(
                    all.stream().filter(id -> only == null || only.contains(id)).toList());
            if (own.isEmpty()) {
                return own;
            }
            if (channel == ClaimChannel.STAFF) {
                var have = new HashSet<>(mapper.staffWithCode(actor.merchantId(), templateId, own, now));
                return own.stream().filter(id -> !have.contains(id)).toList();
            }
            var have = new HashSet<>(mapper.storesWithCode(actor.merchantId(), templateId, own, now));
            return own.stream().filter(id -> !have.contains(id)).toList();
        }

        private List<Long> within(List<Long> ids) {
            return channel == ClaimChannel.STORE
                    ? owners.stores(actor.reach(), ids, settings::isValidAt)
                    : owners.people(actor.reach(), ids, settings::isValidAt).stream()
                            .map(Staff::id)
                            .sorted()
                            .toList();
        }

        void write(List<Long> missing) {
            if (missing.isEmpty()) {
                return;
            }
            var fresh = missing.stream()
                    .map(id -> codes.fresh(actor, draftFor(id), null))
                    .toList();
            mapper.insert(fresh);
            if (created == 0) {
                firstId = fresh.getFirst().id();
            }
            lastId = fresh.getLast().id();
            created += fresh.size();
            fresh.stream().limit(SHOWN_MOST - shown.size()).forEach(shown::add);
        }

        private ClaimCodes.Draft draftFor(Long id) {
            return channel == ClaimChannel.STORE
                    ? new ClaimCodes.Draft(channel, templateId, id, null, null, null)
                    : new ClaimCodes.Draft(channel, templateId, null, id, null, null);
        }

        Made made(boolean more) {
            return new Made(created, List.copyOf(shown), more);
        }
    }
}
