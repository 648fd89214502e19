package io.kabao.door;

/**
 * The one address of a door that takes a file, which may be larger than any other body.
 *
 * @param path spelt exactly like this; any other spelling takes what all others take
 * @param mostKilobytes the largest body, the file and what wraps it
 */
public record LargeBody(String path, int mostKilobytes) {

    long mostBytes() {
        return mostKilobytes * 1024L;
    }
}
