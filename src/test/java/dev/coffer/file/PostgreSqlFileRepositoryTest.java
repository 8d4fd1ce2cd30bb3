package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class PostgreSqlFileRepositoryTest {

  @Nested
  class Validated extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }
  }

  @Nested
  class Joined extends FileRepositoryContract {
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
