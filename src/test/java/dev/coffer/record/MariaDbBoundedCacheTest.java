package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbBoundedCacheTest extends BoundedCacheContract {
  @Override
  TestDatabase create() {
    return TestDatabase.mariadb();
  }
}
