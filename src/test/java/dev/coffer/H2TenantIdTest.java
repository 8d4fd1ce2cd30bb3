package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2TenantIdTest extends TenantIdContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
