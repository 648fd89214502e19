package io.kabao.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.baomidou.mybatisplus.annotation.TableName;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import io.kabao.access.AnyOperator;
import io.kabao.access.OperatorMay;
import io.kabao.access.PlatformOnly;
import io.kabao.door.Anonymous;
import io.kabao.member.AnyVisitor;
import io.kabao.member.Visitor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;

class DoorsTest {

    /** What says who may call an endpoint; one of these stands on each. */
    private static final List<Class<?>> ADMISSION =
            List.of(Anonymous.class, AnyOperator.class, OperatorMay.class, PlatformOnly.class, AnyVisitor.class);

    @Test
    void there_are_endpoints_to_look_at() {
        assertThat(endpoints()).isNotEmpty();
    }

    @Test
    void every_endpoint_says_exactly_once_who_may_call_it() {
        var silent = endpoints().filter(endpoint -> admissions(endpoint) != 1).map(JavaMethod::getFullName);
        assertThat(silent).as("endpoints without exactly one of " + ADMISSION).isEmpty();
    }

    @Test
    void controllers_live_behind_a_door() {
        classes()
                .that(Kabao.CONTROLLERS)
                .should(be(resideInAnyPackage("io.kabao.wx..", "io.kabao.admin..", "io.kabao.door")))
                .because("the domain has no routes; package door has the error page alone")
                .check(Kabao.CLASSES);
    }

    @Test
    void doors_never_see_how_rows_are_kept() {
        noClasses()
                .that(resideInAnyPackage(Kabao.DOORS))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "com.baomidou..",
                                "org.apache.ibatis..",
                                "org.mybatis..",
                                "java.sql..",
                                "javax.sql..",
                                "org.springframework.jdbc..",
                                "org.springframework.transaction..")
                        .or(Kabao.MAPPERS))
                .because("a door is HTTP only: rules, transactions and statements live in the domain")
                .check(Kabao.CLASSES);
    }

    @Test
    void no_row_leaves_or_enters_by_a_door() {
        var leaks = endpoints()
                .flatMap(endpoint -> carried(endpoint).stream()
                        .filter(DoorsTest::isRow)
                        .map(row -> endpoint.getFullName() + " carries the row " + row.getName()));
        assertThat(leaks).isEmpty();
    }

    @Test
    void doors_hand_out_our_pages_and_not_the_librarys() {
        noClasses()
                .that(resideInAnyPackage(Kabao.DOORS))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.data.."))
                .because("lists are keyset pages of kernel.page")
                .check(Kabao.CLASSES);
    }

    private static Stream<JavaMethod> endpoints() {
        return Kabao.CLASSES.stream()
                .filter(type ->
                        Kabao.CONTROLLERS.test(type) && !type.getPackageName().equals("io.kabao.door"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(RequestMapping.class)
                        || method.isMetaAnnotatedWith(RequestMapping.class));
    }

    private static long admissions(JavaMethod endpoint) {
        var names = ADMISSION.stream().map(Class::getName).collect(Collectors.toSet());
        return endpoint.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .map(JavaClass::getName)
                .filter(names::contains)
                .count();
    }

    /** Every type of the house that an endpoint's arguments and answer are made of, however deep. */
    private static Set<JavaClass> carried(JavaMethod endpoint) {
        var found = new TreeSet<JavaClass>(Comparator.comparing(JavaClass::getName));
        Stream.concat(Stream.of(endpoint.getReturnType()), endpoint.getParameterTypes().stream())
                .forEach(type -> collect(type, found));
        return found;
    }

    private static void collect(JavaType type, Set<JavaClass> found) {
        if (type instanceof JavaParameterizedType parameterized) {
            parameterized.getActualTypeArguments().forEach(argument -> collect(argument, found));
        }
        var raw = type.toErasure();
        // Who is signed in is no part of the request: the gatekeeper hands it to the handler.
        if (raw.isEquivalentTo(Visitor.class)) {
            return;
        }
        if (raw.getName().startsWith("io.kabao.") && found.add(raw)) {
            raw.getFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .map(JavaField::getType)
                    .forEach(part -> collect(part, found));
        }
    }

    private static boolean isRow(JavaClass type) {
        return type.isAnnotatedWith(TableName.class);
    }
}
