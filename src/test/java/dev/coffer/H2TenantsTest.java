package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2TenantsTest extends TenantsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
