package io.kabao.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.ObjectInputStream;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForbiddenCallsTest {

    private static final DescribedPredicate<JavaClass> THE_HOUSE =
            resideInAPackage("io.kabao..").and(resideInAPackage(Kabao.SANDBOX).negate());

    /** Chance that keeps no secret: the waiting time before another try. */
    private static final String WAITING_TIMES = "io.kabao.kernel.work.Retries";

    /** WeChat signs its pushes with SHA-1 and with nothing else. */
    private static final String WECHATS_SIGNATURE = "io.kabao.wechat.WechatSignature";

    private static final Set<String> XML_FACTORIES = Set.of(
            "javax.xml.parsers.DocumentBuilderFactory",
            "javax.xml.parsers.SAXParserFactory",
            "javax.xml.stream.XMLInputFactory",
            "javax.xml.transform.TransformerFactory",
            "javax.xml.validation.SchemaFactory",
            "javax.xml.xpath.XPathFactory");

    @Test
    void time_comes_from_the_clock_that_is_handed_in() {
        noClasses()
                .that(THE_HOUSE.and(describe(
                        "not the clock's own configuration",
                        type -> !type.getName().equals("io.kabao.kernel.KernelConfiguration"))))
                .should()
                .callCodeUnitWhere(describe("it reads the machine's clock", ForbiddenCallsTest::readsTheMachinesClock))
                .because("tests move the clock, and the database and the app must agree on it")
                .check(Kabao.CLASSES);
    }

    @Test
    void chance_comes_from_secure_random() {
        noClasses()
                .that(THE_HOUSE.and(
                        describe("not waiting times", type -> !type.getName().equals(WAITING_TIMES))))
                .should()
                .dependOnClassesThat(describe(
                        "predictable",
                        type -> Set.of(
                                        "java.util.Random",
                                        "java.util.SplittableRandom",
                                        "java.util.concurrent.ThreadLocalRandom",
                                        "java.util.random.RandomGenerator")
                                .contains(type.getName())))
                .orShould()
                .callMethodWhere(describe(
                        "it is Math.random",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class)
                                && call.getName().equals("random")))
                .because("codes, tokens and numbers that can be guessed are given away")
                .check(Kabao.CLASSES);
    }

    @Test
    void nothing_is_made_from_serialised_objects() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ObjectInputStream.class))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "com.alibaba.fastjson..", "com.alibaba.fastjson2..", "com.thoughtworks.xstream.."))
                .because("whoever writes the bytes then runs code here")
                .check(Kabao.CLASSES);
    }

    @Test
    void xml_is_read_in_one_place_at_most() {
        var readers = Kabao.CLASSES.stream()
                .filter(THE_HOUSE)
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call ->
                                XML_FACTORIES.contains(call.getTargetOwner().getName())
                                        && call.getName().startsWith("new")))
                .map(JavaClass::getName);
        assertThat(readers)
                .as("classes that make an XML reader; one of them knows how to switch entities off")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void weak_algorithms_are_named_nowhere() {
        var weak = Kabao.CLASSES.stream()
                .filter(THE_HOUSE)
                .filter(type -> !type.getName().equals(WECHATS_SIGNATURE))
                .flatMap(type -> ConstantTexts.of(type).stream()
                        .filter(ForbiddenCallsTest::namesAWeakAlgorithm)
                        .map(text -> type.getName() + " says \"" + text + '"'));
        assertThat(weak).as("only WeChat's own signature may ask for these").isEmpty();
    }

    @Test
    void only_what_people_start_at_a_terminal_prints() {
        var starters = Kabao.CLASSES.stream()
                .filter(type -> type.tryGetMethod("main", String[].class).isPresent())
                .collect(Collectors.toSet());
        noClasses()
                .that(describe("without a main", type -> !starters.contains(type)))
                .should()
                .accessFieldWhere(target(describe(
                        "System.out or System.err",
                        field -> field.getOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(field.getName()))))
                .orShould()
                .callMethodWhere(target(
                        describe("printStackTrace", method -> method.getName().equals("printStackTrace"))))
                .because("logs carry a level and hide what is secret")
                .check(Kabao.CLASSES);
    }

    @Test
    void secrets_and_settings_come_from_the_configuration_alone() {
        noClasses()
                .that(THE_HOUSE)
                .should()
                .callMethodWhere(describe(
                        "it reads the environment",
                        call -> call.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("getenv", "getProperty").contains(call.getName())))
                .because("start-up checks see only what passes through Spring's environment")
                .check(Kabao.CLASSES);
    }

    private static boolean readsTheMachinesClock(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        var name = call.getName();
        var arguments = call.getTarget().getRawParameterTypes();
        if (owner.getPackageName().equals("java.time") && name.equals("now")) {
            return arguments.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || (name.startsWith("tick") && arguments.size() == 1);
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && arguments.isEmpty();
        }
        return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(Calendar.class) && name.equals("getInstance"));
    }

    private static boolean namesAWeakAlgorithm(String text) {
        return text.matches(
                "(?i)(.*with)?(MD2|MD4|MD5|SHA-?1|DES|DESede|RC4)(with.*|/.*)?|Hmac(MD5|SHA1)|\\w+/ECB(/\\w+)?");
    }
}
