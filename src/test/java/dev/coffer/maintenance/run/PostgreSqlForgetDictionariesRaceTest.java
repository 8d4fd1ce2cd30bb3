package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class PostgreSqlForgetDictionariesRaceTest extends ForgetDictionariesRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
