package dev.coffer.maintenance.measure;

import dev.coffer.testing.TestDatabase;

class MariaDbCollectionProfileTest extends CollectionProfileContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
