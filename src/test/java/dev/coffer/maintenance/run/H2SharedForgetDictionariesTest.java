package dev.coffer.maintenance.run;

import dev.coffer.testing.TestDatabase;

/** Several processes may use the database, so dictionaries are locked. */
class H2SharedForgetDictionariesTest extends ForgetDictionariesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2Shared();
  }

  @Override
  boolean retirementsWait() {
    return true;
  }
}
