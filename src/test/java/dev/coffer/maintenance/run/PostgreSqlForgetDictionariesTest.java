package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class PostgreSqlForgetDictionariesTest extends ForgetDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
