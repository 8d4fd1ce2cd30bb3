package dev.coffer.record;

import dev.coffer.testing.TestDatabase;

/** An H2 that other processes can open too: its clock must be asked for. */
class H2SharedRecordExpiryTest extends RecordExpiryContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2Shared();
  }
}
