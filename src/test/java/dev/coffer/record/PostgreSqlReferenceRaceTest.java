package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

class PostgreSqlReferenceRaceTest extends ReferenceRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
