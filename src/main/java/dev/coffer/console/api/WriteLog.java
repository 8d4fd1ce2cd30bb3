package dev.coffer.console.api;

import dev.coffer.format.scan.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of what users have changed by the console. */
final class WriteLog {
  private static final Logger log = LoggerFactory.getLogger(WriteLog.class);

  private WriteLog() {}

  /**
   * Logs a write with the name of its user. Names and keys are quoted: a line break in a key must
   * not begin a line of its own.
   *
   * @param what what the user did, such as {@code deleted the record}
   * @param names the names of what was changed
   */
  static void wrote(ApiCall call, String what, String... names) {
    StringBuilder line = new StringBuilder();
    for (String each : names) {
      line.append(' ').append(Json.quote(each));
    }
    log.info("The user {} of the console {}{}.", Json.quote(call.user().name()), what, line);
  }
}
