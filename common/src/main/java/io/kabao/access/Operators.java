package io.kabao.access;

import io.kabao.kernel.json.JsonId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The people of a merchant who may sign in. */
@Service
public class Operators {

    private final OperatorMapper mapper;

    Operators(OperatorMapper mapper) {
        this.mapper = mapper;
    }

    /** An operator as others see it. */
    public record Colleague(@JsonId long id, String name) {}

    /** The operator, if it is one of this merchant's. */
    public Optional<Colleague> colleague(long merchantId, long id) {
        return mapper.find(merchantId, id).map(operator -> new Colleague(operator.id(), operator.name()));
    }
}
