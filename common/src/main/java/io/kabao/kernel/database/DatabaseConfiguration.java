package io.kabao.kernel.database;

import com.baomidou.mybatisplus.autoconfigure.MybatisPlusProperties;
import com.baomidou.mybatisplus.autoconfigure.SqlSessionFactoryBeanCustomizer;
import com.baomidou.mybatisplus.extension.plugins.MybatisPlusInterceptor;
import io.kabao.kernel.settings.DatabaseCheck;
import io.kabao.kernel.tenancy.MerchantLine;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.session.SqlSessionFactory;
import org.mybatis.spring.MyBatisExceptionTranslator;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.annotation.MapperScan;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.transaction.PlatformTransactionManager;

/** Mappers, the interceptors every statement passes, and what happens around the migrations. */
@Configuration(proxyBeanMethods = false)
@MapperScan(basePackages = "io.kabao", annotationClass = Mapper.class)
class DatabaseConfiguration {

    @Bean
    MybatisPlusInterceptor statementInterceptors() {
        var interceptors = new MybatisPlusInterceptor();
        interceptors.addInnerInterceptor(new MerchantOfStatements(new MerchantLine()));
        interceptors.addInnerInterceptor(new WholeTableGuard());
        return interceptors;
    }

    /** Settings are those of {@code mybatis-plus.configuration}, as without it. */
    @Bean
    SqlSessionFactoryBeanCustomizer rowsByConstructor(MybatisPlusProperties settings) {
        return factory -> {
            var configuration = new RowsByConstructor();
            settings.getConfiguration().applyTo(configuration);
            factory.setConfiguration(configuration);
        };
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new CommitAndRestore(dataSource);
    }

    /** Nobody is served by a database that would bend our rules. */
    @Bean
    DatabaseCheck databaseCheck(DataSource dataSource, Environment settings) {
        var production = settings.acceptsProfiles(Profiles.of("production"));
        return new DatabaseCheck(dataSource, production, AppUserGrants.APPEND_ONLY);
    }

    /**
     * Learns the database's error codes now. Made at the first error, as usual, it would ask a database that has just
     * gone away, and callers would wait for one connection time-out more.
     */
    @Bean
    SqlSessionTemplate sqlSessionTemplate(SqlSessionFactory sessions, DataSource database) {
        return new SqlSessionTemplate(
                sessions,
                sessions.getConfiguration().getDefaultExecutorType(),
                new MyBatisExceptionTranslator(database, false));
    }

    @Bean
    FlywayConfigurationCustomizer grantAfterMigrating(DataSource appsOwn) {
        return flyway -> flyway.callbacks(new AppUserGrants(appsOwn));
    }
}
