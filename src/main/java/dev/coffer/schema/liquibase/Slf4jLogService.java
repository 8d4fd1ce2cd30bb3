package dev.coffer.schema.liquibase;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends what Liquibase has to say to SLF4J, its news as details. So is what it logs at {@link
 * Level#OFF}: its telemetry, at each run, that it is switched off.
 */
final class Slf4jLogService extends AbstractLogService {

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes") // Liquibase declares the parameter so.
  public Logger getLog(Class clazz) {
    return new Slf4jLogger(LoggerFactory.getLogger(clazz));
  }

  private static final class Slf4jLogger extends AbstractLogger {

    private final org.slf4j.Logger log;

    Slf4jLogger(org.slf4j.Logger log) {
      this.log = log;
    }

    @Override
    public void close() {}

    @Override
    public void log(Level level, @Nullable String message, @Nullable Throwable error) {
      if (level.intValue() >= Level.WARNING.intValue() && !level.equals(Level.OFF)) {
        log.warn(message, error);
      } else {
        log.debug(message, error);
      }
    }
  }
}
