package dev.coffer.maintenance.expire;

import dev.coffer.testing.TestDatabase;

class H2ExpireTest extends ExpireContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
