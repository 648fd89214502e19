package io.kabao.claim;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.card.TemplateSettings;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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

    private final ClaimCodeMapper mapper;
    private final ClaimCodes codes;
    private final CardTemplates templates;
    private final Stores stores;
    private final StaffMembers staff;
    private final Audit audit;
    private final Clock clock;

    MissingCodes(
            ClaimCodeMapper mapper,
            ClaimCodes codes,
            CardTemplates templates,
            Stores stores,
            StaffMembers staff,
            Audit audit,
            Clock clock) {
        this.mapper = mapper;
        this.codes = codes;
        this.templates = templates;
        this.stores = stores;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
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
     * Makes a code for each open store where the template is valid, or for each active member of staff, that has none which
     * can be claimed from; whoever has one keeps it alone, however often and by however many this is asked for at once.
     * Errors: {@link ClaimError#CHANNEL_NOT_IN_BULK}, that there is no such template.
     */
    @Transactional
    public Made make(Actor actor, ClaimChannel channel, long templateId) {
        if (channel != ClaimChannel.STORE && channel != ClaimChannel.STAFF) {
            throw new BusinessError(ClaimError.CHANNEL_NOT_IN_BULK);
        }
        codes.hold(actor.merchantId(), templateId);
        var settings = templates.settingsOf(templates.require(actor.merchantId(), templateId));
        var filling = new Filling(actor, channel, templateId, settings);
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

    /** One call's work. */
    private final class Filling {

        private final Actor actor;
        private final ClaimChannel channel;
        private final long templateId;
        private final TemplateSettings settings;
        private final @Nullable Set<Long> people;
        private final List<ClaimCode> shown = new ArrayList<>();
        private int created;
        private long firstId;
        private long lastId;

        Filling(Actor actor, ClaimChannel channel, long templateId, TemplateSettings settings) {
            this.actor = actor;
            this.channel = channel;
            this.templateId = templateId;
            this.settings = settings;
            this.people = channel == ClaimChannel.STAFF && !actor.reach().everything()
                    ? Set.copyOf(staff.idsWithin(actor.reach()))
                    : null;
        }

        List<Long> read(long after) {
            return channel == ClaimChannel.STORE
                    ? stores.openAfter(actor.merchantId(), after, BLOCK)
                    : staff.activeAfter(actor.merchantId(), after, BLOCK);
        }

        List<Long> without(List<Long> all) {
            var now = clock.instant();
            var own = all.stream().filter(this::isWithin).toList();
            if (own.isEmpty()) {
                return own;
            }
            if (channel == ClaimChannel.STAFF) {
                var have = new HashSet<>(mapper.staffWithCode(actor.merchantId(), templateId, own, now));
                return own.stream().filter(id -> !have.contains(id)).toList();
            }
            var have = new HashSet<>(mapper.storesWithCode(actor.merchantId(), templateId, own, now));
            return own.stream()
                    .filter(id -> !have.contains(id) && settings.isValidAt(id))
                    .toList();
        }

        private boolean isWithin(Long id) {
            return actor.reach().everything() || (people == null ? actor.reach().hasStore(id) : people.contains(id));
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
