package io.kabao.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.ibatis.annotations.Mapper;
import org.springframework.stereotype.Controller;

/** All shipped classes of the house and the sandbox, read once for every test. */
final class Kabao {

    /** The packages of the two doors. */
    static final String[] DOORS = {"io.kabao.wx..", "io.kabao.admin.."};

    static final String SANDBOX = "io.kabao.sandbox..";

    /** Packages that are no capability: they declare no arrows, other rules hold them. */
    static final Set<String> NO_CAPABILITY = Set.of("wx", "admin", "sandbox", "e2e");

    /** Tests, the soak and the benchmarks are no part of the house: they see every room and may time, draw and print. */
    private static final String E2E = "/io/kabao/e2e/";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains(E2E))
            .importPackages("io.kabao");

    static final DescribedPredicate<JavaClass> MAPPERS =
            describe("mappers", type -> type.isAnnotatedWith(Mapper.class));

    static final DescribedPredicate<JavaClass> CONTROLLERS = describe(
            "controllers",
            type -> type.isAnnotatedWith(Controller.class) || type.isMetaAnnotatedWith(Controller.class));

    private Kabao() {}

    /** The capability (or door) a package belongs to: the word after {@code io.kabao}. */
    static String moduleOf(String packageName) {
        var rest = packageName.substring("io.kabao.".length());
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    /** The project's root, above the module whose tests run. */
    static Path root() {
        var module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (var folder = module; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("sql")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder above " + module + " holds sql/ and pom.xml");
    }
}
