package io.kabao.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses count as one caller. */
public final class NetworkAddress {

    private static final int HOST_PART_FROM = 8;

    private NetworkAddress() {}

    /**
     * An IPv4 address as it is, an IPv6 address as its /64: whoever has one of those has 2^64 addresses. Errors:
     * IllegalArgumentException for anything but an address.
     */
    public static String of(String ip) {
        var address = InetAddress.ofLiteral(ip);
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        var bytes = address.getAddress();
        Arrays.fill(bytes, HOST_PART_FROM, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Sixteen bytes are an address", e);
        }
    }
}
