package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbFileContentsTest {

  @Nested
  class Own extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Joined extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }

    @Override
    Steps steps() {
      return Steps.JOINED;
    }
  }
}
