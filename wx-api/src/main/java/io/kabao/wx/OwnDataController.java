package io.kabao.wx;

import io.kabao.door.Limit;
import io.kabao.door.Limited;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import io.kabao.privacy.Erasure;
import io.kabao.privacy.Export;
import io.kabao.privacy.OwnData;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What members may do with all that is kept of them. */
@RestController
class OwnDataController {

    private final Export export;
    private final Erasure erasure;

    OwnDataController(Export export, Erasure erasure) {
        this.export = export;
        this.erasure = erasure;
    }

    @AnyVisitor
    @Limited(Limit.OWN_DATA)
    @PostMapping("/wx/me/export")
    OwnData export(Visitor visitor) {
        return export.of(visitor);
    }

    @AnyVisitor
    @Limited(Limit.OWN_DATA)
    @PostMapping("/wx/me/erasure")
    Erasure.Erased erase(Visitor visitor) {
        return erasure.erase(visitor);
    }
}
