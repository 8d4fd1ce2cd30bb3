package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2UnknownOutcomeTest extends UnknownOutcomeContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }

  @Override
  String callOfPut() {
    return "executeUpdate";
  }
}
