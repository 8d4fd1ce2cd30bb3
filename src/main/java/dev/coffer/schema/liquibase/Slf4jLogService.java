package dev.coffer.schema.liquibase;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sends Liquibase's log to SLF4J: warnings and errors as warnings, everything else as debug
 * messages. Messages at {@link Level#OFF} are debug messages too: at each run, Liquibase logs at
 * this level that its telemetry is off.
 */
final class Slf4jLogService extends AbstractLogService {

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes") // Liquibase declares a raw parameter.
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
