package dev.coffer.console.api;

import dev.coffer.api.ClosedException;
import dev.coffer.api.CofferException;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.InvalidSettingException;
import dev.coffer.api.RecordConflictException;
import dev.coffer.api.RecordKeyException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import jakarta.persistence.PersistenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of the API to requests that fail: JSON with a message that says what to do. */
final class Errors {
  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /** An answer with a message. */
  static ConsoleResponse response(int status, String message) {
    return ConsoleResponse.json(status, new Json().with("error", message));
  }

  /** The answer to a request that ended with this exception. */
  static ConsoleResponse response(RuntimeException error) {
    if (error instanceof RefusedRequestException refused) {
      return response(refused.status(), String.valueOf(refused.getMessage()));
    }
    if (error instanceof CofferException ours) {
      return response(status(ours), String.valueOf(ours.getMessage()));
    }
    log.warn("A request to the console failed.", error);
    return error instanceof PersistenceException
        ? response(503, "The database has refused a query. Try again; the log has the reason.")
        : response(500, "The console has failed. The log of the application has the reason.");
  }

  private static int status(CofferException error) {
    if (error instanceof ContentNotFoundException) {
      return 404;
    }
    if (error instanceof RecordKeyException) {
      return 400;
    }
    if (error instanceof RecordConflictException || error instanceof InvalidSettingException) {
      return 409;
    }
    boolean passing =
        error instanceof DatabaseUnavailableException
            || error instanceof TransientCofferException
            || error instanceof ClosedException;
    return passing ? 503 : 500;
  }
}
