package io.kabao.kernel.database;

import com.baomidou.mybatisplus.extension.plugins.MybatisPlusInterceptor;
import com.baomidou.mybatisplus.extension.plugins.inner.BlockAttackInnerInterceptor;
import com.baomidou.mybatisplus.extension.plugins.inner.TenantLineInnerInterceptor;
import io.kabao.kernel.tenancy.MerchantLine;
import org.apache.ibatis.annotations.Mapper;
import org.mybatis.spring.annotation.MapperScan;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Mappers, the interceptors every statement passes, and what happens around the migrations. */
@Configuration(proxyBeanMethods = false)
@MapperScan(basePackages = "io.kabao", annotationClass = Mapper.class)
class DatabaseConfiguration {

    @Bean
    MybatisPlusInterceptor statementInterceptors() {
        var interceptors = new MybatisPlusInterceptor();
        interceptors.addInnerInterceptor(new TenantLineInnerInterceptor(new MerchantLine()));
        interceptors.addInnerInterceptor(new BlockAttackInnerInterceptor());
        return interceptors;
    }

    @Bean
    FlywayConfigurationCustomizer grantAfterMigrating(Environment settings) {
        var appUser = settings.getRequiredProperty("spring.datasource.username");
        return flyway -> flyway.callbacks(new AppUserGrants(appUser));
    }
}
