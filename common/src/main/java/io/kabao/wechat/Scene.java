package io.kabao.wechat;

import java.util.regex.Pattern;

/** What a code carries; ours are made by us, so a wrong one is a mistake of the program. */
final class Scene {

    private static final Pattern OF_MINI_PROGRAM = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@._~-]{1,32}");
    private static final Pattern OF_ACCOUNT = Pattern.compile("[!-~]{1,64}");

    private Scene() {}

    static void requireForMiniProgram(String scene) {
        require(OF_MINI_PROGRAM, scene);
    }

    static void requireForAccount(String scene) {
        require(OF_ACCOUNT, scene);
    }

    private static void require(Pattern possible, String scene) {
        if (!possible.matcher(scene).matches()) {
            throw new IllegalArgumentException("WeChat takes no scene that is not " + possible);
        }
    }
}
