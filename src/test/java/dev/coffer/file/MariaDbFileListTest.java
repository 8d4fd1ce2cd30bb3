package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbFileListTest {

  @Nested
  class Own extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Joined extends FileListContract {
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
