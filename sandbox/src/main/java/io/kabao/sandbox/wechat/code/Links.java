package io.kabao.sandbox.wechat.code;

import io.kabao.sandbox.http.Bounded;
import io.kabao.sandbox.http.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** URL links and schemes, the newest 100,000, and where each opens until when. */
final class Links {
    private static final int KEPT = 100_000;
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final World world;
    private final Bounded<String, Link> links = new Bounded<>(KEPT);

    Links(World world) {
        this.world = world;
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

    /** Where it opens; empty: no such link. Error: its time is over. */
    Optional<MiniTarget> open(String address) {
        // What a merchant appends behind ?cq= does not make it another link.
        int custom = address.indexOf("?cq=");
        var link = links.get(custom < 0 ? address : address.substring(0, custom));
        if (link.isPresent() && !world.clock().instant().isBefore(link.get().until())) {
            throw new IllegalArgumentException("the link has expired");
        }
        return link.map(Link::target);
    }
}
