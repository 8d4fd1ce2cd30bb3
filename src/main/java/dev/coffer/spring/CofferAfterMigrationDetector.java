package dev.coffer.spring;

import dev.coffer.Coffer;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/**
 * Makes Spring Boot build the Coffer after all migrations. That the EntityManagerFactory comes
 * after them is not enough: an application may defer them until that is there.
 */
final class CofferAfterMigrationDetector
    extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {

  @Override
  protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
    return Set.of(Coffer.class);
  }
}
