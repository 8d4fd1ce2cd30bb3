package dev.coffer.record;

import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Transactions of a transaction manager, at MariaDB's default isolation: REPEATABLE READ. */
class MariaDbJtaConcurrencyTest extends RecordConcurrencyContract {

  private @Nullable JtaDatabase container;

  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  SessionFactory newSessions() {
    JtaDatabase opened = new JtaDatabase(testDatabase);
    container = opened;
    return opened.sessions();
  }

  @AfterAll
  void closeContainer() {
    if (container != null) {
      container.close();
    }
  }
}
