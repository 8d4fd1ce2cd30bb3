package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class MariaDbCommonDictionariesTest extends CommonDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
