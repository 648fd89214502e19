package io.kabao.material;

/** Where the picture of a code comes from. */
public sealed interface CodeSource {

    /**
     * A text that is drawn as a QR code.
     *
     * @param text a link, at most 500 characters
     */
    record Text(String text) implements CodeSource {}

    /**
     * A picture that somebody else has drawn, such as a mini-program's round code; it is placed as it is.
     *
     * @param picture bytes of a PNG or JPEG
     */
    record Drawn(byte[] picture) implements CodeSource {}
}
