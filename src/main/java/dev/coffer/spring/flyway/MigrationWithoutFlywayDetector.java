package dev.coffer.spring.flyway;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Makes Spring Boot create {@link MigrationWithoutFlyway} directly after Flyway's migration. */
final class MigrationWithoutFlywayDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

  /** The order of Flyway's own initializer in Spring Boot. */
  private static final int OF_FLYWAY = 1;

  @Override
  protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
    return Set.of(MigrationWithoutFlyway.class);
  }

  @Override
  public int getOrder() {
    return OF_FLYWAY + 1;
  }
}
