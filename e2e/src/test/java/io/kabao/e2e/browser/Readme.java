package io.kabao.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The section of README that is walked. */
final class Readme {

    private static final Path FILE = Path.of("..", "README.md");
    private static final String HEADING = "### A five-minute walk";

    private final String walk;

    private Readme(String walk) {
        this.walk = walk;
    }

    /** As it is written now. */
    static Readme read() {
        try {
            var text = Files.readString(FILE);
            var begin = text.indexOf(HEADING);
            assertThat(begin).as(HEADING).isNotNegative();
            return new Readme(text.substring(begin, text.indexOf("\n### ", begin + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the walk names what is pressed or filled in, in bold; lines may break anywhere. */
    String naming(String words) {
        assertThat(walk.replaceAll("\\s+", " ")).as("README's walk").contains("**" + words + "**");
        return words;
    }
}
