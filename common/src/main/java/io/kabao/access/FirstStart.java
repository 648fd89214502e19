package io.kabao.access;

import io.kabao.kernel.crypto.Secrets;
import io.kabao.merchant.Merchants;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * A deployment without a merchant gets its first one, with the operator {@code owner}. The password comes from the
 * settings; without one a random password is made and printed once.
 */
public class FirstStart {

    static final String ACCOUNT = "owner";

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String FIRST_MERCHANT = "示例商户";

    private final Merchants merchants;
    private final Opening opening;
    private final PrintStream console;

    /** {@code console} is where a made-up password is shown; it must not be a log. */
    public FirstStart(Merchants merchants, Opening opening, PrintStream console) {
        this.merchants = merchants;
        this.opening = opening;
        this.console = console;
    }

    /** Opens the first merchant unless there is one; several instances may do this at once. */
    public void run(@Nullable String givenPassword) {
        if (merchants.anyExists()) {
            return;
        }
        var password = givenPassword == null || givenPassword.isBlank() ? Secrets.password() : givenPassword;
        try {
            opening.open(FIRST_MERCHANT, new Opening.Owner(ACCOUNT, "店主", password));
        } catch (DuplicateKeyException _) {
            LOG.info("Another instance has opened the first merchant");
            return;
        }
        LOG.info("The first merchant is open; its owner signs in with account {}", ACCOUNT);
        if (!password.equals(givenPassword)) {
            console.printf("Initial password of account %s, valid until changed: %s%n", ACCOUNT, password);
        }
    }
}
