package io.kabao.kernel.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TenancyTest {

    @Test
    void without_a_merchant_nothing_runs() {
        assertThatThrownBy(Tenancy::merchantId).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new MerchantLine().getTenantId()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bindings_nest_and_end() {
        Tenancy.as(1, () -> {
            assertThat(Tenancy.merchantId()).isEqualTo(1);
            Tenancy.as(2, () -> assertThat(Tenancy.merchantId()).isEqualTo(2));
            return assertThat(Tenancy.merchantId()).isEqualTo(1);
        });
        assertThatThrownBy(Tenancy::merchantId).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_binding_ends_when_the_work_fails() {
        assertThatThrownBy(() -> Tenancy.as(1, () -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(Tenancy::merchantId).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_thread_has_no_merchant() {
        assertThatThrownBy(() -> Tenancy.as(
                        1,
                        () -> CompletableFuture.supplyAsync(Tenancy::merchantId).join()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void statements_of_the_library_carry_the_bound_merchant() {
        assertThat(Tenancy.as(42, () -> new MerchantLine().getTenantId().toString()))
                .isEqualTo("42");
    }

    @Test
    void only_the_deployments_own_tables_are_left_out() {
        var line = new MerchantLine();
        assertThat(line.ignoreTable("store")).isFalse();
        assertThat(line.ignoreTable("`id_worker`")).isTrue();
        assertThat(line.ignoreTable("MERCHANT")).isTrue();
    }
}
