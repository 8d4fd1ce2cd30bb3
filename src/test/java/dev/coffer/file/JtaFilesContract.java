package dev.coffer.file;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

/** All contracts of files, in JTA transactions of the thread and in those of Coffer. */
abstract class JtaFilesContract {

  abstract TestDatabase newDatabase();

  @Nested
  class Joined extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return JtaFilesContract.this.newDatabase();
    }

    @Override
    boolean isJta() {
      return true;
    }

    @Override
    boolean joins() {
      return true;
    }
  }

  @Nested
  class Own extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return JtaFilesContract.this.newDatabase();
    }

    @Override
    boolean isJta() {
      return true;
    }
  }

  @Nested
  class JoinedLists extends FileListContract {
    @Override
    TestDatabase newDatabase() {
      return JtaFilesContract.this.newDatabase();
    }

    @Override
    boolean isJta() {
      return true;
    }

    @Override
    boolean joins() {
      return true;
    }
  }

  @Nested
  class JoinedContents extends FileContentsContract {
    @Override
    TestDatabase newDatabase() {
      return JtaFilesContract.this.newDatabase();
    }

    @Override
    boolean isJta() {
      return true;
    }

    @Override
    boolean joins() {
      return true;
    }
  }
}
