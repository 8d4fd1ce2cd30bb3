package dev.coffer.record;

import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbSnapshotIsolationRecordsTest {

  @Nested
  class Repository extends RecordRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Scan extends RecordScanContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class Values extends RecordValuesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class References extends RecordReferencesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class ContentReferences extends ContentReferencesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

  @Nested
  class ReferenceChanges extends ReferenceChangesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadbWithSnapshotIsolation();
    }
  }

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
  class Ranges extends RecordRangesContract {
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
  class Expiring extends RecordExpiryContract {
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
