package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class H2ForgetDictionariesTest extends ForgetDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
