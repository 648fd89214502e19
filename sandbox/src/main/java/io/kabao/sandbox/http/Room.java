package io.kabao.sandbox.http;

import io.javalin.config.RoutesConfig;

/** One outside party, or one side of it: registers the paths it answers for. */
public interface Room {
    /** Called once, before the server starts. */
    void open(RoutesConfig routes);
}
