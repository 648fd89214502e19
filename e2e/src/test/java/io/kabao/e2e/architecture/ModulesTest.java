package io.kabao.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void modules_use_each_others_public_face_along_declared_arrows_without_a_cycle() {
        ApplicationModules.of("io.kabao", resideInAPackage("io.kabao.e2e..")).verify();
    }

    @Test
    void every_capability_declares_the_arrows_it_may_follow() {
        var undeclared = packages().stream()
                .filter(found -> found.getName().equals("io.kabao." + Kabao.moduleOf(found.getName())))
                .filter(found -> !Kabao.NO_CAPABILITY.contains(Kabao.moduleOf(found.getName())))
                .filter(found -> !declaresArrows(found))
                .map(JavaPackage::getName);
        assertThat(undeclared)
                .as("packages without @ApplicationModule(allowedDependencies = …)")
                .isEmpty();
    }

    @Test
    void every_capability_has_a_class_or_a_word_in_its_own_package() {
        var modules = packages().stream()
                .map(found -> "io.kabao." + Kabao.moduleOf(found.getName()))
                .distinct();
        assertThat(modules)
                .isSubsetOf(packages().stream().map(JavaPackage::getName).toList());
    }

    @Test
    void every_package_is_null_marked() {
        var unmarked = packages().stream()
                .filter(found -> found.getClasses().stream().anyMatch(type -> !isPackageInfo(type)))
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    @Test
    void no_package_depends_on_itself_by_a_detour() {
        slices().matching("io.kabao.(**)").should().beFreeOfCycles().check(Kabao.CLASSES);
    }

    @Test
    void the_sandbox_knows_nothing_of_the_house() {
        noClasses()
                .that(resideInAPackage(Kabao.SANDBOX))
                .should()
                .dependOnClassesThat(resideInAPackage("io.kabao..")
                        .and(resideInAPackage(Kabao.SANDBOX).negate()))
                .because("the apps meet it as they meet the real outside: through configured addresses")
                .check(Kabao.CLASSES);
    }

    @Test
    void the_house_knows_nothing_of_the_sandbox() {
        noClasses()
                .that(resideInAPackage("io.kabao..")
                        .and(resideInAnyPackage(Kabao.SANDBOX, "io.kabao.e2e..").negate()))
                .should()
                .dependOnClassesThat(resideInAPackage(Kabao.SANDBOX))
                .because("it is never shipped")
                .check(Kabao.CLASSES);
    }

    @Test
    void nothing_stands_on_a_door_and_the_doors_not_on_each_other() {
        for (var door : Kabao.DOORS) {
            classes()
                    .that(resideInAPackage(door))
                    .should()
                    .onlyHaveDependentClassesThat(resideInAPackage(door))
                    .because("the domain serves both doors and knows neither")
                    .check(Kabao.CLASSES);
        }
    }

    private static List<JavaPackage> packages() {
        return Kabao.CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(found -> found.getName().startsWith("io.kabao."))
                .distinct()
                .toList();
    }

    private static boolean declaresArrows(JavaPackage found) {
        if (!found.isAnnotatedWith(ApplicationModule.class)) {
            return false;
        }
        var declared = found.getAnnotationOfType(ApplicationModule.class);
        var undeclared = defaultArrows();
        return declared.type() == ApplicationModule.Type.OPEN
                || !List.of(declared.allowedDependencies()).equals(undeclared);
    }

    /** What the annotation says where nobody said anything: everything is allowed. */
    private static List<String> defaultArrows() {
        try {
            return List.of((String[])
                    ApplicationModule.class.getMethod("allowedDependencies").getDefaultValue());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }
}
