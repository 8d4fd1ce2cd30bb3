package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

/**
 * Files in JTA transactions. One database shows what files add; the contracts of {@code
 * dev.coffer.tx} run such transactions on every database. PostgreSQL is the one that ends a
 * transaction at its first error.
 */
class JtaFilesTest {

  @Nested
  class Joined extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }

    @Override
    Steps steps() {
      return Steps.JOINED_TO_JTA;
    }
  }

  @Nested
  class Own extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }

    @Override
    Steps steps() {
      return Steps.OWN_BY_JTA;
    }
  }

  @Nested
  class JoinedLists extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }

    @Override
    Steps steps() {
      return Steps.JOINED_TO_JTA;
    }
  }

  @Nested
  class JoinedContents extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.postgresql();
    }

    @Override
    Steps steps() {
      return Steps.JOINED_TO_JTA;
    }
  }
}
