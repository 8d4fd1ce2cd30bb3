package dev.coffer.dictionary;

import dev.coffer.testing.TestDatabase;

class PostgreSqlCommonDictionariesTest extends CommonDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
