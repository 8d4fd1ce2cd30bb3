package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class H2RecompressionTest extends RecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
