package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbUnknownOutcomeTest extends UnknownOutcomeContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  String callOfPut() {
    return "executeUpdate";
  }
}
