package io.kabao.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @Test
    void the_cache_is_where_xdg_says_else_in_the_home(@TempDir Path folder) throws IOException {
        Path xdg = folder.resolve("xdg");
        Path home = folder.resolve("home");
        assertThat(Binaries.cacheDirectory(
                        Map.of("XDG_CACHE_HOME", xdg.toString(), "HOME", home.toString()), folder))
                .isEqualTo(xdg.resolve("kabao/servers"));
        assertThat(Binaries.cacheDirectory(Map.of("HOME", home.toString()), folder))
                .isEqualTo(home.resolve(".cache/kabao/servers"));
    }

    @Test
    void without_a_home_to_write_into_it_is_a_folder_of_our_own_in_the_temporary_one(@TempDir Path folder)
            throws IOException {
        Path file = Files.createFile(folder.resolve("not-a-folder"));
        assertThat(Binaries.cacheDirectory(Map.of("HOME", file.toString()), folder))
                .isEqualTo(folder.resolve("kabao-servers-" + Directories.userId()));
    }
}
