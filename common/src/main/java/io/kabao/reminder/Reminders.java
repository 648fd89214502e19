package io.kabao.reminder;

import org.springframework.stereotype.Service;

/** Tells members that points end and that levels are about to be lost, as early as their merchants say. */
@Service
public class Reminders {

    private final EndingPoints points;
    private final LevelsAtRisk levels;

    Reminders(EndingPoints points, LevelsAtRisk levels) {
        this.points = points;
        this.levels = levels;
    }

    /** Tells everybody who is to be told by now, and says how many those were; at night nobody. */
    public int send() {
        return points.tell() + levels.tell();
    }
}
