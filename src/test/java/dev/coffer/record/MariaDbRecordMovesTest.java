package dev.coffer.record;

import dev.coffer.record.cache.RecordCaching;
import dev.coffer.testing.TestDatabase;

/** The other cache modes run on H2. */
class MariaDbRecordMovesTest extends RecordMovesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  RecordCaching caching() {
    return new RecordCaching(RecordCacheMode.VALIDATED, 1 << 20);
  }
}
