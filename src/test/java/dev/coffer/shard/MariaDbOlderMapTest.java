package dev.coffer.shard;

import dev.coffer.testing.TestDatabase;

class MariaDbOlderMapTest extends OlderMapContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
