package dev.coffer.record;

import dev.coffer.record.cache.RecordCaching;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbTypedKeysTest {

  @Nested
  class Uncached extends TypedKeysContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Validated extends TypedKeysContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }

    @Override
    RecordCaching caching() {
      return new RecordCaching(RecordCacheMode.VALIDATED, 1 << 20);
    }
  }

  @Nested
  class SingleNode extends TypedKeysContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }

    @Override
    RecordCaching caching() {
      return new RecordCaching(RecordCacheMode.SINGLE_NODE, 1 << 20);
    }
  }
}
