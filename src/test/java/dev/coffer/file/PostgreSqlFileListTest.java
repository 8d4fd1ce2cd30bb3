package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class PostgreSqlFileListTest {

  @Nested
  class Own extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Joined extends FileListContract {
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
