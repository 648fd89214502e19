package io.kabao.access;

import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * A deployment without a merchant gets its first one, with the operator {@code owner}; one that nobody runs gets the person
 * {@code platform}. Their passwords come from the settings; without one a random password is made and printed once.
 */
public class FirstStart {

    static final String OWNER = "owner";
    static final String PLATFORM = "platform";

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

    /** Opens the first merchant and the platform unless they are there; several instances may do this at once. */
    public void run(@Nullable String ownersPassword, @Nullable String platformsPassword) {
        if (!merchants.anyExists()) {
            first(
                    OWNER,
                    ownersPassword,
                    password -> opening.open(FIRST_MERCHANT, new Opening.Owner(OWNER, "店主", password)));
        }
        if (!opening.hasPlatform()) {
            first(
                    PLATFORM,
                    platformsPassword,
                    password -> opening.openPlatform(new Opening.Owner(PLATFORM, "平台管理员", password)));
        }
    }

    private void first(String account, @Nullable String given, Consumer<String> open) {
        var password = given == null || given.isBlank() ? Secrets.password() : given;
        try {
            open.accept(password);
        } catch (DuplicateKeyException _) {
            LOG.info("Another instance has made account {}", account);
            return;
        } catch (BusinessError taken) {
            if (taken.code() != AccessError.ACCOUNT_TAKEN) {
                throw taken;
            }
            LOG.info("Another instance has made account {}", account);
            return;
        }
        LOG.info("Account {} can sign in", account);
        if (!password.equals(given)) {
            console.printf("Initial password of account %s, valid until changed: %s%n", account, password);
        }
    }
}
