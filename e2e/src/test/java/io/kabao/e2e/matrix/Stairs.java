package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.level.Ladder;
import io.kabao.level.Ladders;
import io.kabao.level.Level;
import java.util.List;

/** Levels of a merchant, one of which is sold. */
record Stairs(Merchant merchant) {

    private static final Level.Ways NO_WAY = new Level.Ways(null, null, null);
    private static final Level FIRST = new Level(0, "普通会员", 0, Level.WHOLE_BP, null, null, null, NO_WAY);
    private static final Level SOLD = new Level(
            0, "黑卡", 0, Level.WHOLE_BP, null, null, null, new Level.Ways(null, null, new Level.Fee(9_900, 30)));
    private static final Ladder LADDER = new Ladder(List.of(FIRST, SOLD), new Ladder.Growth(12, 1, 1, 0), null);

    private static Ladders ladders() {
        return House.shared().adminBean(Ladders.class);
    }

    /** That of the levels in force. */
    String version() {
        return Integer.toString(ladders().of(merchant.id()).version());
    }

    /** The id of levels that were looked through and can be applied. */
    String preview() {
        var version = ladders().of(merchant.id()).version();
        return Long.toString(ladders()
                .preview(Actor.system(merchant.id()), new Ladders.Asked(version, LADDER, false))
                .id());
    }

    /** The id of a level that is sold. */
    String soldLevel() {
        if (ladders().of(merchant.id()).ladder() == null) {
            ladders().apply(Actor.system(merchant.id()), Long.parseLong(preview()));
        }
        var ladder = ladders().of(merchant.id()).ladder();
        if (ladder == null) {
            throw new IllegalStateException("There are no levels");
        }
        return Long.toString(ladder.levels().getLast().id());
    }
}
