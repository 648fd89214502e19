package io.kabao.wx;

import io.kabao.claim.Activation;
import io.kabao.claim.Binding;
import io.kabao.claim.CardView;
import io.kabao.claim.CardViews;
import io.kabao.claim.ClaimedCard;
import io.kabao.desk.CardDesk;
import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.group.CardGroups;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The customer's own cards, and what makes them active. */
@RestController
class CardController {

    private final CardViews cards;
    private final Activation activation;
    private final Binding binding;
    private final CardDesk desk;
    private final CardGroups groups;

    CardController(CardViews cards, Activation activation, Binding binding, CardDesk desk, CardGroups groups) {
        this.cards = cards;
        this.activation = activation;
        this.binding = binding;
        this.desk = desk;
        this.groups = groups;
    }

    record Filled(
            @Size(max = 40) @Nullable Map<@Size(max = 30) String, @NotNull @Size(max = 300) String> profile,
            @JsonId @Nullable Long favouriteStoreId) {

        @Override
        public String toString() {
            return "Filled";
        }
    }

    record OldCard(
            @JsonId @Nullable Long oldCardId,
            @Size(min = 1, max = 32) @Nullable String cardNumber,
            @Size(max = 20) @Nullable Map<@Size(max = 30) String, @NotNull @Size(max = 200) String> fields,
            @Pattern(regexp = "[0-9]{4,8}") @Nullable String smsCode) {

        @Override
        public String toString() {
            return "OldCard";
        }
    }

    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/cards")
    Page<CardView> list(Visitor visitor) {
        return new Page<>(named(visitor, cards.list(visitor)), null);
    }

    @AnyVisitor
    @Limited(Limit.READ)
    @GetMapping("/wx/cards/{id}")
    CardView show(Visitor visitor, @PathVariable long id) {
        return named(visitor, List.of(cards.show(visitor, id))).getFirst();
    }

    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PostMapping("/wx/cards/{id}/activation")
    ClaimedCard activate(Visitor visitor, @PathVariable long id, @Valid @RequestBody Filled filled) {
        var profile = filled.profile() == null ? Map.<String, String>of() : filled.profile();
        return activation.activate(visitor, id, new Activation.Form(profile, filled.favouriteStoreId()));
    }

    @AnyVisitor
    @Limited(Limit.CLAIM)
    @PostMapping("/wx/cards/{id}/binding")
    ClaimedCard bind(Visitor visitor, @PathVariable long id, @Valid @RequestBody OldCard old) {
        var fields = old.fields() == null ? Map.<String, String>of() : old.fields();
        return binding.bind(visitor, id, new Binding.Request(old.oldCardId(), old.cardNumber(), fields, old.smsCode()));
    }

    /** "That was not me": nothing moves on the card until staff unfreeze it. */
    @AnyVisitor
    @Limited(Limit.FREEZE)
    @PostMapping("/wx/cards/{id}/freeze")
    CardView freeze(Visitor visitor, @PathVariable long id) {
        var card = cards.show(visitor, id);
        desk.freezeOwn(visitor.actor(), card.id());
        return named(visitor, List.of(cards.show(visitor, id))).getFirst();
    }

    /** Whose balance they spend, where it is a company's. */
    private List<CardView> named(Visitor visitor, List<CardView> shown) {
        var names = groups.namesOf(
                visitor.merchantId(), shown.stream().map(CardView::id).toList());
        return shown.stream().map(card -> card.of(names.get(card.id()))).toList();
    }
}
