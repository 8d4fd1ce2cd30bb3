package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class PostgreSqlDictionariesTest extends DictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
