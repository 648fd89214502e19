package io.kabao.sandbox.phone;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.kabao.sandbox.http.Room;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the page and its files, and says or changes where its mini-programs find wx-api. */
public final class PhoneRoom implements Room {
    private static final String PAGE = "phone.html";

    /** Only these endings are served; no name leads out of the folder. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final WxApi wxApi;
    private final WxApiRelay relay;

    /** The phone's mini-programs talk to this wx-api until another is set. */
    public PhoneRoom(URI wxApi) {
        this.wxApi = new WxApi(wxApi);
        this.relay = new WxApiRelay(this.wxApi);
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/phone", this::page);
        routes.get("/phone/{file}", call -> file(call, call.pathParam("file")));
        routes.get("/sandbox/phone", this::show);
        routes.put("/sandbox/phone", this::change);
        relay.open(routes);
    }

    /** WeChat's pages are addressed by number, and a cookie of localhost would not be sent there. */
    private void page(Context call) throws IOException {
        String host = call.host();
        if (host != null && host.startsWith("localhost")) {
            call.redirect("http://127.0.0.1" + host.substring("localhost".length()) + "/phone", HttpStatus.FOUND);
            return;
        }
        file(call, PAGE);
    }

    private void file(Context call, String name) throws IOException {
        String type = name.matches("[a-z-]+\\.[a-z]+") ? TYPES.get(name.substring(name.indexOf('.') + 1)) : null;
        try (var content = type == null ? null : PhoneRoom.class.getResourceAsStream(name)) {
            if (type == null || content == null) {
                call.status(404);
                return;
            }
            call.header("X-Content-Type-Options", "nosniff");
            call.header("Cache-Control", "no-store");
            call.header("Content-Security-Policy", policy());
            call.contentType(type).result(content.readAllBytes());
        }
    }

    /** Own sources only; pictures of the merchant may come from wx-api. */
    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                + "img-src 'self' blob: data: " + wxApi.address() + "; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private record Settings(@Nullable String wxApi) {}

    private void show(Context call) {
        call.json(new Settings(wxApi.address().toString()));
    }

    private void change(Context call) {
        var wanted = call.bodyAsClass(Settings.class);
        if (wanted.wxApi() == null) {
            throw new IllegalArgumentException("wxApi is needed");
        }
        wxApi.moveTo(URI.create(wanted.wxApi()));
        show(call);
    }
}
