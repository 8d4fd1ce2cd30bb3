package dev.coffer.maintenance.scrub;

import dev.coffer.testing.TestDatabase;

class MariaDbScrubTest extends ScrubContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
