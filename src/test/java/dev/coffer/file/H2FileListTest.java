package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class H2FileListTest {

  @Nested
  class Own extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }
  }

  @Nested
  class Joined extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }

    @Override
    Steps steps() {
      return Steps.JOINED;
    }
  }
}
