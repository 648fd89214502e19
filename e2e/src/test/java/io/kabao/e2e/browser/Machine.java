package io.kabao.e2e.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What is installed and free on the machine of the tests. */
final class Machine {

    private Machine() {}

    /** The first of these programs that is on the PATH, in the order of the names. */
    static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The only file of a folder whose name matches. Error: there is none, or there are several. */
    static Path onlyFile(Path folder, String pattern) {
        try (var files = Files.list(folder)) {
            var found = files.filter(file -> file.getFileName().toString().matches(pattern))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("Expected one " + pattern + " in " + folder + ", found " + found);
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("No " + folder + ": package first", e);
        }
    }
}
