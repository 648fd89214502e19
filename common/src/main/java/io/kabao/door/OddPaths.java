package io.kabao.door;

import cn.dev33.satoken.context.model.SaResponse;
import cn.dev33.satoken.strategy.SaFirewallStrategy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/**
 * Refuses a path that Sa-Token's firewall finds odd, such as one with {@code //} or {@code ;}, like any other bad
 * request. Left alone the library answers 200 with a text of its own that repeats the path.
 */
@Component
class OddPaths {

    OddPaths() {
        SaFirewallStrategy.instance.checkFailHandle = (_, _, response, _) -> refuse(response);
    }

    private static void refuse(SaResponse response) {
        try {
            ((HttpServletResponse) response.getSource()).sendError(HttpServletResponse.SC_BAD_REQUEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
