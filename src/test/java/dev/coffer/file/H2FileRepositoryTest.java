package dev.coffer.file;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class H2FileRepositoryTest {

  @Nested
  class Validated extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }
  }

  @Nested
  class Uncached extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }

    @Override
    RecordCacheMode cacheMode() {
      return RecordCacheMode.OFF;
    }
  }

  @Nested
  class SingleNode extends FileRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.h2();
    }

    @Override
    RecordCacheMode cacheMode() {
      return RecordCacheMode.SINGLE_NODE;
    }
  }

  @Nested
  class Joined extends FileRepositoryContract {
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
