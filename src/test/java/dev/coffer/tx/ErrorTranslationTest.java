package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.api.UnknownOutcomeException;
import dev.coffer.dialect.Dialects;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The errors of transactions that several libraries report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTranslationTest {
  private static SQLException deadlock() {
    return new SQLException("deadlock", "40001", 40001);
  }

  private final TestDatabase database = TestDatabase.h2();
  private ErrorTranslation errors;

  @BeforeAll
  void open() throws SQLException {
    try (Connection connection = database.connect()) {
      errors = new ErrorTranslation(Dialects.of(connection));
    }
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Test
  void aRetryableErrorIsFoundWhereverItIs() {
    RollbackException added = new RollbackException("rolled back");
    added.addSuppressed(deadlock());
    for (RuntimeException failure :
        List.of(
            new RollbackException(new IllegalStateException(deadlock())),
            new IllegalStateException(new OptimisticLockException()),
            new IllegalStateException(new TransientCofferException("again")),
            new IllegalStateException(added))) {
      assertThat(errors.translateRetryable(failure))
          .isInstanceOf(TransientCofferException.class)
          .hasCause(failure);
    }
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    UnknownOutcomeException unknown =
        new UnknownOutcomeException("put", "c", List.of("k"), List.of(), "unknown", deadlock());
    for (RuntimeException failure :
        List.of(
            new IllegalStateException("no"),
            new RollbackException(new SQLException("constraint", "23505", 23505)),
            new TransientCofferException("again"),
            unknown,
            new IllegalStateException(unknown))) {
      assertThat(errors.translateRetryable(failure)).isSameAs(failure);
    }
  }

  @Test
  void anUnknownOutcomeIsUnwrappedFromTheErrorOfACommit() {
    UnknownOutcomeException unknown =
        new UnknownOutcomeException("put", "c", List.of("k"), List.of(), "unknown", deadlock());
    assertThat(errors.translateRetryable(new RollbackException(unknown))).isSameAs(unknown);
  }

  @Test
  void aPoolThatCannotOpenAConnectionIsNotExhausted() {
    String text = "Connection is not available (total=%d, active=%d, idle=0, waiting=0)";
    SQLException refused = new SQLException("refused", "08001");
    for (SQLException failure :
        List.of(
            new SQLTransientConnectionException(text.formatted(0, 0)),
            new SQLTransientConnectionException(text.formatted(3, 2)),
            new SQLTransientConnectionException(text.formatted(2, 2), "08001", 0, refused),
            new SQLTransientConnectionException("gone"))) {
      assertThat(errors.translate(failure))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("cannot be reached");
    }
  }
}
