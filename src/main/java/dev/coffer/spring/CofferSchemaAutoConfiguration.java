package dev.coffer.spring;

import dev.coffer.Coffer;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Configures {@link CofferMigration} over the application's {@link DataSource}, without {@link
 * Coffer}. It is for test slices without an EntityManagerFactory, such as {@code @JdbcTest}, where
 * the application's own migrations may still refer to Coffer's tables. Only the imports of these
 * slices contain it; an application does not load it.
 */
@AutoConfiguration(
    after = CofferAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ConditionalOnClass({SessionFactory.class, DatabaseInitializationDependencyConfigurer.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(CofferMigration.class)
@ConditionalOnProperty(
    name = {"coffer.enabled", "coffer.schema.migrate"},
    matchIfMissing = true)
@EnableConfigurationProperties(CofferProperties.class)
@Import({DatabaseInitializationDependencyConfigurer.class, CofferAvailability.class})
public class CofferSchemaAutoConfiguration {

  @Bean
  static CofferMigration cofferMigration(
      ListableBeanFactory beans, CofferProperties properties, CofferAvailability availability) {
    return CofferMigration.of(beans, properties, availability);
  }
}
