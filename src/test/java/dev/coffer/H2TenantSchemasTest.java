package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2TenantSchemasTest extends TenantSchemasContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
