package io.kabao.wx;

import io.kabao.claim.OwnCards;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.level.CardLevels;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The level of the customer's own card. */
@RestController
class LevelController {

    private final OwnCards own;
    private final CardLevels levels;

    LevelController(OwnCards own, CardLevels levels) {
        this.own = own;
        this.levels = levels;
    }

    /** Where the card stands, what is missing for the next level and what is about to be lost. */
    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/cards/{id}/level")
    CardLevels.Standing show(Visitor visitor, @PathVariable long id) {
        var card = own.require(visitor, id);
        return levels.of(card.merchantId(), card.id());
    }
}
