package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

/** What meets changes of others: without them the setting changes nothing. */
class MariaDbSnapshotIsolationRecordsTest {

  @Nested
  class Concurrency extends RecordConcurrencyContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Versions extends RecordVersionsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Batches extends RecordBatchesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class ConditionalBatch extends ConditionalBatchContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Moves extends RecordMovesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Updates extends RecordUpdatesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }
}
