package io.kabao.ledger;

import io.kabao.kernel.id.Ids;
import io.kabao.kernel.idempotency.Idempotency;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What every batch works with. */
@Component
class BatchTools {

    private final Map<Class<?>, CommandKind<?, ?>> kinds = new HashMap<>();
    private final Ids ids;
    private final Clock clock;
    private final EntryChain chain;
    private final Idempotency answers;
    private final JsonMapper json;
    private final MemberCodeHash codeHash;

    BatchTools(
            List<CommandKind<?, ?>> kinds,
            Ids ids,
            Clock clock,
            EntryChain chain,
            Idempotency answers,
            JsonMapper json,
            MemberCodeHash codeHash) {
        kinds.forEach(kind -> this.kinds.put(kind.commands(), kind));
        this.ids = ids;
        this.clock = clock;
        this.chain = chain;
        this.answers = answers;
        this.json = json;
        this.codeHash = codeHash;
    }

    /** The kind that knows a command; a command of no kind is a fault of ours. */
    CommandKind<?, ?> kindOf(Command<?> command) {
        var kind = kinds.get(command.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("No kind of command takes " + command.getClass());
        }
        return kind;
    }

    Ids ids() {
        return ids;
    }

    Clock clock() {
        return clock;
    }

    EntryChain chain() {
        return chain;
    }

    Idempotency answers() {
        return answers;
    }

    JsonMapper json() {
        return json;
    }

    MemberCodeHash codeHash() {
        return codeHash;
    }
}
