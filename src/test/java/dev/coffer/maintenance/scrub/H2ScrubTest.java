package dev.coffer.maintenance.scrub;

import dev.coffer.testing.TestDatabase;

class H2ScrubTest extends ScrubContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
