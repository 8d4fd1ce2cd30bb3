package dev.coffer.schema.liquibase;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends what Liquibase has to say to SLF4J, its news as details. That telemetry is switched off, of
 * which it warns at each run, is a detail too.
 */
final class Slf4jLogService extends AbstractLogService {

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes") // Liquibase declares the parameter so.
  public Logger getLog(Class clazz) {
    boolean telemetry = clazz.getName().startsWith("liquibase.analytics.");
    return new Slf4jLogger(LoggerFactory.getLogger(clazz), telemetry ? Level.OFF : Level.WARNING);
  }

  private static final class Slf4jLogger extends AbstractLogger {

    private final org.slf4j.Logger log;
    private final Level least;

    Slf4jLogger(org.slf4j.Logger log, Level least) {
      this.log = log;
      this.least = least;
    }

    @Override
    public void close() {}

    @Override
    public void log(Level level, @Nullable String message, @Nullable Throwable error) {
      if (level.intValue() >= least.intValue()) {
        log.warn(message, error);
      } else {
        log.debug(message, error);
      }
    }
  }
}
