package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class H2FileContentsTest {

  @Nested
  class Own extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }
  }

  @Nested
  class Joined extends FileContentsContract {
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
