package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbResourcesTest extends ResourcesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
