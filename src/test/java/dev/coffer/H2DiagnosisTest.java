package dev.coffer;

import dev.coffer.testing.TestDatabase;

class H2DiagnosisTest extends DiagnosisContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
