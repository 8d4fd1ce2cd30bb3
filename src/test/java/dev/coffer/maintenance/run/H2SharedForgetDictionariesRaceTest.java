package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

class H2SharedForgetDictionariesRaceTest extends ForgetDictionariesRaceContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2Shared();
  }
}
