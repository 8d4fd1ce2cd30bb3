package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class PostgreSqlFileContentsTest {

  @Nested
  class Own extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Joined extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }

    @Override
    Steps steps() {
      return Steps.JOINED;
    }
  }
}
