package io.kabao.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

class TransactionsTest {

    /** Whatever answers from another machine; a slow answer there must not hold a connection here. */
    private static final DescribedPredicate<JavaClass> REMOTE = resideInAnyPackage(
                    "java.net.http..",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive..",
                    "org.springframework.data.redis..",
                    "io.lettuce..",
                    "io.github.bucket4j..",
                    "me.chanjar.weixin..",
                    "cn.binarywang.wx..",
                    "com.github.binarywang..",
                    "com.aliyun..",
                    "cn.dev33.satoken..",
                    "io.kabao.kernel.session..")
            .or(assignableTo("cn.dev33.satoken.stp.StpLogic"))
            .or(describe("a gateway to WeChat", TransactionsTest::isGateway));

    /** Beside its gateways that package keeps the merchants' apps, which are rows like others. */
    private static boolean isGateway(JavaClass type) {
        return type.getPackageName().equals("io.kabao.wechat")
                && type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getName())
                        .anyMatch(name -> name.startsWith("me.chanjar.")
                                || name.startsWith("cn.binarywang.")
                                || name.equals("io.kabao.wechat.Clients")
                                || name.equals("io.kabao.wechat.Outside"));
    }

    private static final int DEEPEST_CALLS = 8;

    @Test
    void a_transactional_method_calls_nothing_remote() {
        var calls = codeUnits()
                .filter(TransactionsTest::isTransactional)
                .flatMap(method -> method.getCallsFromSelf().stream())
                .filter(call -> REMOTE.test(call.getTargetOwner()) && !isOnlyData(call))
                .map(JavaAccess::getDescription);
        assertThat(calls)
                .as("prepare in a transaction, call outside it, record in another")
                .isEmpty();
    }

    @Test
    void what_is_handed_to_a_transaction_template_calls_nothing_remote() {
        var calls = codeUnits()
                .filter(TransactionsTest::opensATransaction)
                .flatMap(method -> method.getCallsFromSelf().stream())
                .filter(JavaAccess::isDeclaredInLambda)
                .filter(call -> REMOTE.test(call.getTargetOwner()) && !isOnlyData(call))
                .map(JavaAccess::getDescription);
        assertThat(calls)
                .as("prepare in a transaction, call outside it, record in another")
                .isEmpty();
    }

    @Test
    void controllers_own_no_transaction() {
        noClasses()
                .that(Kabao.CONTROLLERS)
                .should()
                .dependOnClassesThat(describe(
                        "transactional",
                        type -> type.isEquivalentTo(Transactional.class)
                                || type.getPackageName().startsWith("org.springframework.transaction")))
                .because("a use case owns its transaction")
                .check(Kabao.CLASSES);
    }

    @Test
    void nobody_counts_on_a_transaction_that_a_call_within_the_same_object_does_not_open() {
        var calls = codeUnits()
                .flatMap(method -> method.getMethodCallsFromSelf().stream())
                .filter(call -> call.getOriginOwner().equals(call.getTargetOwner()))
                .filter(TransactionsTest::missesItsTransaction)
                .map(JavaAccess::getDescription);
        assertThat(calls).as("such a call goes past the proxy").isEmpty();
    }

    private static boolean missesItsTransaction(JavaMethodCall call) {
        var wanted = call.getTarget().resolveMember().filter(TransactionsTest::isTransactional);
        if (wanted.isEmpty()) {
            return false;
        }
        var opensAnother = wanted.get().isAnnotatedWith(Transactional.class)
                && wanted.get().getAnnotationOfType(Transactional.class).propagation() == Propagation.REQUIRES_NEW;
        return opensAnother || !runsInATransaction(call.getOrigin(), 0);
    }

    /** Itself, or, where only its own class can call it, all that call it. */
    private static boolean runsInATransaction(JavaCodeUnit method, int depth) {
        if (isTransactional(method)) {
            return true;
        }
        var callers = method.getCallsOfSelf();
        return depth < DEEPEST_CALLS
                && method.getModifiers().contains(JavaModifier.PRIVATE)
                && !callers.isEmpty()
                && callers.stream().allMatch(call -> runsInATransaction(call.getOrigin(), depth + 1));
    }

    private static Stream<JavaCodeUnit> codeUnits() {
        return Kabao.CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("io.kabao.sandbox"))
                .flatMap(type -> type.getCodeUnits().stream());
    }

    private static boolean isTransactional(JavaCodeUnit method) {
        return method instanceof JavaMethod
                && (method.isMetaAnnotatedWith(Transactional.class)
                        || method.getOwner().isMetaAnnotatedWith(Transactional.class));
    }

    private static boolean opensATransaction(JavaCodeUnit method) {
        return method.getCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isAssignableTo(TransactionOperations.class)
                        && call.getName().startsWith("execute"));
    }

    /** Making or reading a value of the library's is no call: records, enums, exceptions. */
    private static boolean isOnlyData(JavaAccess<?> call) {
        var owner = call.getTargetOwner();
        return owner.isRecord() || owner.isEnum() || owner.isAssignableTo(Throwable.class);
    }
}
