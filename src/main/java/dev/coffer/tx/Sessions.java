package dev.coffer.tx;

import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Coffer's own sessions, one for each unit of work. */
final class Sessions {

  private Sessions() {}

  /**
   * Runs a task with a session and closes the session. A failed close does not change the outcome.
   */
  static <R extends @Nullable Object> R closing(Session session, Function<Session, R> task) {
    R result;
    try {
      result = task.apply(session);
    } catch (RuntimeException | Error failure) {
      Afterwards.run(failure, session::close);
      throw failure;
    }
    Afterwards.run(null, session::close);
    return result;
  }
}
