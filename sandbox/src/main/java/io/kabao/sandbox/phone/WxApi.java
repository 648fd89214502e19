package io.kabao.sandbox.phone;

import java.net.URI;

/** Where wx-api is: an http address of this machine without a path, never another machine's. */
final class WxApi {
    private static final String OF_THIS_MACHINE = "http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?/?";

    private volatile URI address;

    WxApi(URI address) {
        this.address = checked(address);
    }

    /** Its address without a slash at the end. */
    URI address() {
        return address;
    }

    /** From now on it is there. Error: not an http address of this machine. */
    void moveTo(URI other) {
        address = checked(other);
    }

    private static URI checked(URI given) {
        String text = given.toString();
        if (!text.matches(OF_THIS_MACHINE)) {
            throw new IllegalArgumentException("wxApi is an address like http://127.0.0.1:8081");
        }
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
