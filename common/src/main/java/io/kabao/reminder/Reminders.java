package io.kabao.reminder;

import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Tells members that points end and that levels are about to be lost, as early as their merchants say. */
@Service
public class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final EndingPoints points;
    private final LevelsAtRisk levels;

    Reminders(EndingPoints points, LevelsAtRisk levels) {
        this.points = points;
        this.levels = levels;
    }

    /**
     * Tells everybody who is to be told by now and as many as each merchant may, and says how many those were; where it is night
     * nobody. Who is about to lose a level comes first: something can be done about it.
     */
    public int send() {
        return told(levels::tell) + told(points::tell);
    }

    /** What bars one kind does not bar the other. */
    private static int told(IntSupplier kind) {
        try {
            return kind.getAsInt();
        } catch (RuntimeException e) {
            LOG.error("Members could not be reminded", e);
            return 0;
        }
    }
}
