package dev.coffer.spring;

import dev.coffer.Coffer;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/**
 * Makes Spring Boot create the Coffer after all migrations. The dependency of the
 * EntityManagerFactory on migrations is not enough, because an application may defer migrations
 * until the factory exists.
 */
final class CofferAfterMigrationDetector
    extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

  @Override
  protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
    return Set.of(Coffer.class);
  }
}
