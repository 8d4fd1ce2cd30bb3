package dev.coffer.record;

import dev.coffer.record.cache.RecordCaching;
import dev.coffer.testing.TestDatabase;
import org.junit.jupiter.api.Nested;

class MariaDbRecordsTest {

  @Nested
  class Repository extends RecordRepositoryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Expiring extends RecordExpiryContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Updates extends RecordUpdatesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class TypeRefs extends RecordTypeRefsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Upcast extends RecordUpcastContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class UpcastForms extends UpcastFormsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Collections extends RecordCollectionsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Scan extends RecordScanContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Ranges extends RecordRangesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Values extends RecordValuesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Json extends RecordJsonContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class References extends RecordReferencesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class ContentReferences extends ContentReferencesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class ReferenceChanges extends ReferenceChangesContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Concurrency extends RecordConcurrencyContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class Versions extends RecordVersionsContract {
    @Override
    TestDatabase newDatabase() {
      return TestDatabase.mariadb();
    }
  }

  @Nested
  class CachedConcurrency extends RecordConcurrencyContract {
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
