package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class H2BoundedCacheTest extends BoundedCacheContract {
  @Override
  TestDatabase create() {
    return TestDatabase.h2();
  }
}
