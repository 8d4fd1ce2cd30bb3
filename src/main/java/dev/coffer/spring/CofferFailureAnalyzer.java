package dev.coffer.spring;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.MissingLibraryException;
import dev.coffer.api.SchemaException;
import dev.coffer.api.UnsupportedDatabaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports why Coffer failed to start, and the remedy. */
final class CofferFailureAnalyzer extends AbstractFailureAnalyzer<CofferException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, CofferException cause) {
    String action = action(cause);
    return action == null
        ? null
        : new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
  }

  private static @Nullable String action(CofferException cause) {
    if (cause instanceof SchemaException) {
      return "Leave coffer.schema.migrate at true, or run the migration yourself before the"
          + " startup."
          + " With several databases, coffer.data-source and coffer.entity-manager-factory must"
          + " name beans of the same database.";
    }
    if (cause instanceof UnsupportedDatabaseException) {
      return "Use H2 2.3, MariaDB 10.6 or PostgreSQL 13, or later; with several databases, select"
          + " the one for Coffer with coffer.entity-manager-factory and coffer.data-source; or set"
          + " coffer.enabled=false.";
    }
    if (cause instanceof DatabaseUnavailableException) {
      return "Check that the database is running and that the DataSource has the right URL and"
          + " account.";
    }
    if (cause instanceof MissingLibraryException missing) {
      return "Add " + missing.dependency() + " to the dependencies of the application.";
    }
    return null;
  }
}
