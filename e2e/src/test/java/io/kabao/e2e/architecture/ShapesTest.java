package io.kabao.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShapesTest {

    /** Interfaces with one implementation that are real seams all the same, each with the reason. */
    private static final Set<String> SEAMS_WITH_ONE_SIDE = Set.of(
            // Each source of the inbox has one; so far WeChat's pushes alone come through it.
            "io.kabao.kernel.inbox.InboxHandler");

    /** Everything that counts money or points. */
    private static final String[] BOOKS = {
        "io.kabao.ledger..", "io.kabao.topup..", "io.kabao.spend..", "io.kabao.points..", "io.kabao.referral.."
    };

    private static final String GRAB_BAGS =
            ".*(Impl|Util|Utils|Helper|Helpers|Manager|DTO|Dto|VO|Vo|PO|DO|BO|Entity|Constants?)";

    @Test
    void names_come_from_the_trade() {
        noClasses()
                .should(be(describe(
                        "a grab bag or a shape by its name",
                        type -> type.getSimpleName().matches(GRAB_BAGS))))
                .because("a function goes to the module whose noun it is about")
                .check(Kabao.CLASSES);
    }

    @Test
    void packages_come_from_the_trade() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..manager..", "..constant..", "..impl..")
                .check(Kabao.CLASSES);
    }

    @Test
    void an_interface_has_two_implementations_or_is_none() {
        var lone = Kabao.CLASSES.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation() && !Kabao.MAPPERS.test(type))
                .filter(type -> type.getAllSubclasses().stream()
                                .filter(implementation -> !implementation.isInterface())
                                .count()
                        == 1)
                .map(JavaClass::getName)
                .filter(name -> !SEAMS_WITH_ONE_SIDE.contains(name));
        assertThat(lone).as("interfaces with a single implementation").isEmpty();
    }

    @Test
    void collaborators_come_through_the_constructor() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .check(Kabao.CLASSES);
    }

    @Test
    void mappers_are_package_private_interfaces_called_mapper() {
        classes()
                .that(Kabao.MAPPERS)
                .should()
                .bePackagePrivate()
                .andShould()
                .beInterfaces()
                .andShould()
                .haveSimpleNameEndingWith("Mapper")
                .because("a table's statements are its owner's secret")
                .check(Kabao.CLASSES);
        classes()
                .that()
                .areAssignableTo(BaseMapper.class)
                .or()
                .haveSimpleNameEndingWith("Mapper")
                .should(be(Kabao.MAPPERS))
                .because("only @Mapper is found by the scan and by these tests")
                .check(Kabao.CLASSES);
    }

    @Test
    void ready_made_statements_insert_and_select_by_id_only() {
        var calls = Kabao.CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(ShapesTest::isReadyMade)
                .filter(call -> !Set.of("insert", "selectById").contains(call.getName()))
                .map(JavaAccess::getDescription);
        assertThat(calls)
                .as("updateById skips nulls; all else is written by hand and names its columns")
                .isEmpty();
    }

    @Test
    void no_statement_is_put_together_by_a_wrapper() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.baomidou.mybatisplus.core.conditions..",
                        "com.baomidou.mybatisplus.extension.conditions..",
                        "com.baomidou.mybatisplus.extension.service..",
                        "com.baomidou.mybatisplus.extension.plugins.pagination.."))
                .because("a condition that is left out by accident reads or changes every row")
                .check(Kabao.CLASSES);
    }

    @Test
    void statements_stand_beside_mappers_methods_alone() {
        noClasses()
                .that(resideInAnyPackage(
                                "io.kabao.kernel.database..",
                                "io.kabao.kernel.settings..",
                                "io.kabao.ledger..",
                                Kabao.SANDBOX)
                        .negate())
                .should()
                .dependOnClassesThat(describe(
                        "JDBC",
                        type -> type.getPackageName().startsWith("org.springframework.jdbc.core")
                                || Set.of("java.sql.Connection", "java.sql.Statement", "java.sql.PreparedStatement")
                                        .contains(type.getName())))
                .because("a statement that no test can find is checked by none")
                .check(Kabao.CLASSES);
    }

    @Test
    void money_and_points_are_whole_numbers() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(BOOKS)
                .should()
                .haveRawType(describe("broken numbers", ShapesTest::isBroken))
                .allowEmptyShould(true)
                .check(Kabao.CLASSES);
        noFields()
                .that()
                .haveNameMatching(".*(Fen|Bp|[pP]oints)")
                .should()
                .haveRawType(describe("broken numbers", ShapesTest::isBroken))
                .allowEmptyShould(true)
                .because("fen, basis points and points are counted, not measured")
                .check(Kabao.CLASSES);
    }

    @Test
    void rows_do_not_change() {
        classes()
                .that()
                .areAnnotatedWith("com.baomidou.mybatisplus.annotation.TableName")
                .should()
                .beRecords()
                .check(Kabao.CLASSES);
    }

    @Test
    void constants_are_final() {
        var changing = Kabao.CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.FINAL))
                .map(field -> field.getFullName());
        assertThat(changing).as("static fields that change belong to nobody").isEmpty();
    }

    private static boolean isReadyMade(JavaMethodCall call) {
        return call.getTarget()
                .resolveMember()
                .filter(method -> method.getOwner().getPackageName().startsWith("com.baomidou.mybatisplus"))
                .filter(_ -> call.getTargetOwner().isAssignableTo(BaseMapper.class))
                .isPresent();
    }

    private static boolean isBroken(JavaClass type) {
        return Set.of("float", "double").contains(type.getBaseComponentType().getName())
                || type.isEquivalentTo(Float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(BigDecimal.class);
    }
}
