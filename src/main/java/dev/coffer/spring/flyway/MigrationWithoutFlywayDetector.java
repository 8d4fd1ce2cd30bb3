package dev.coffer.spring.flyway;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Makes Spring Boot look right after Flyway's turn whether Coffer's tables came with it. */
final class MigrationWithoutFlywayDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

  /** The order that Spring Boot gives to Flyway's own. */
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
