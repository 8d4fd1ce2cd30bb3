package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class H2RenamedRecompressionTest extends RenamedRecompressionContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
