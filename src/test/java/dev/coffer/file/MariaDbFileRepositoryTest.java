package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbFileRepositoryTest {

  @Nested
  class Validated extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Joined extends FileRepositoryContract {
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
