package io.kabao.sandbox.wechat.code;

import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.RateWindow;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** URL links and schemes, the newest 100,000, and where each opens until when. */
final class Links {
    private static final int KEPT = 100_000;
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final World world;
    private final WechatApps apps;
    private final Bounded<String, Link> links = new Bounded<>(KEPT);
    private final RateWindow opened = RateWindow.perDay();

    Links(World world, WechatApps apps) {
        this.world = world;
        this.apps = apps;
    }

    private record Link(MiniTarget target, Instant until) {}

    /** Makes a link that begins so. */
    String make(String beginning, MiniTarget target, Instant until) {
        var address = new StringBuilder(beginning);
        for (int i = 0; i < 11; i++) {
            address.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        links.put(address.toString(), new Link(target, until));
        return address.toString();
    }

    /** Where it opens; empty: no such link. Errors: its time is over, or its app's were opened too often today. */
    Optional<MiniTarget> open(String address) {
        // What a merchant appends behind ?cq= does not make it another link.
        int custom = address.indexOf("?cq=");
        var link = links.get(custom < 0 ? address : address.substring(0, custom));
        link.ifPresent(this::open);
        return link.map(Link::target);
    }

    private void open(Link link) {
        var now = world.clock().instant();
        if (!now.isBefore(link.until())) {
            throw new IllegalArgumentException("the link has expired");
        }
        var app = apps.require(link.target().appId(), Kind.MINI_PROGRAM);
        if (!opened.take(app.appId(), app.settings().quotas().linkOpensPerDay(), now)) {
            throw new IllegalArgumentException("links of this mini-program were opened too often today");
        }
    }
}
