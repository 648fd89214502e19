package io.kabao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetworkAddressTest {

    @Test
    void an_ipv4_address_is_one_caller() {
        assertThat(NetworkAddress.of("203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void all_addresses_of_one_ipv6_network_are_one_caller() {
        var one = NetworkAddress.of("2001:db8:1:2:3:4:5:6");
        assertThat(NetworkAddress.of("2001:db8:1:2:ffff::1")).isEqualTo(one);
        assertThat(NetworkAddress.of("2001:db8:1:3::1")).isNotEqualTo(one);
    }

    @Test
    void names_are_never_looked_up() {
        assertThatThrownBy(() -> NetworkAddress.of("example.com")).isInstanceOf(IllegalArgumentException.class);
    }
}
