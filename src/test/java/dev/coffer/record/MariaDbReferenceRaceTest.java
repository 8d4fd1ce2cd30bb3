package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class MariaDbReferenceRaceTest extends ReferenceRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
