package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2OutcomesTest extends OutcomesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  /** Fails like a pool whose thread is interrupted. */
  @Test
  void anInterruptDuringAWaitForAConnectionIsReported() {
    connections()
        .failing(
            "DataSource.getConnection",
            new SQLException(
                "Interrupted during connection acquisition", new InterruptedException()));

    try {
      assertThatThrownBy(() -> own().read(unit -> 0))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("was interrupted while it waited for the database");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      var unused = Thread.interrupted();
    }
  }
}
