package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class MariaDbDictionariesTest extends DictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
