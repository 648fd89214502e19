package io.kabao.e2e.matrix;

import io.kabao.claim.Carrier;
import io.kabao.e2e.House;
import io.kabao.image.Images;
import io.kabao.kernel.Actor;
import io.kabao.material.Batch;
import io.kabao.material.Materials;
import io.kabao.material.Packing;
import io.kabao.material.Style;
import io.kabao.material.Subject;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** Pictures of a merchant, and prints of its codes. */
record Prints(Merchant merchant) {

    private static final House HOUSE = House.shared();

    /** A batch of prints that was cancelled or given back, whichever came first: what is made in the background has ended. */
    String aBatchNoMore() {
        var id = asked().id();
        HOUSE.adminBean(Materials.class).takeBack(Actor.system(merchant.id()), id);
        return Long.toString(id);
    }

    /** A batch of prints whose file is there. */
    String aBatch() {
        var id = asked().id();
        Awaitility.await("prints of " + id)
                .atMost(Duration.ofMinutes(1))
                .until(() -> HOUSE.adminBean(Materials.class)
                                .require(Actor.system(merchant.id()), id)
                                .status()
                        == Batch.Status.DONE);
        return Long.toString(id);
    }

    private Batch asked() {
        var store = Set.of(Place.of(merchant).store());
        var asked = new Materials.Asked(
                Subject.STORE, Place.of(merchant).template(), store, Carrier.H5, Style.CODE, Packing.ZIP);
        return HOUSE.adminBean(Materials.class).ask(Actor.system(merchant.id()), asked, true);
    }

    /** The name of a picture that somebody uploaded. */
    String aPicture() {
        var path = HOUSE.adminBean(Images.class)
                .add(Actor.system(merchant.id()), Picture.fresh().png())
                .path();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
