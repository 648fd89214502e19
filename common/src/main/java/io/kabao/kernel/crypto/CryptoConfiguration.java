package io.kabao.kernel.crypto;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that is keyed hangs on the one data key of the settings. */
@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

    @Bean
    DataKeys dataKeys(@Value("${KABAO_DATA_KEY}") String setting) {
        return DataKeys.parse(setting);
    }

    @Bean
    FieldCipher fieldCipher(DataKeys keys) {
        return new FieldCipher(keys);
    }

    @Bean
    PasswordHash passwordHash(DataKeys keys) {
        return new PasswordHash(keys);
    }

    @Bean
    PhoneHash phoneHash(DataKeys keys) {
        return new PhoneHash(keys);
    }

    @Bean
    RequestHash requestHash(DataKeys keys) {
        return new RequestHash(keys);
    }
}
