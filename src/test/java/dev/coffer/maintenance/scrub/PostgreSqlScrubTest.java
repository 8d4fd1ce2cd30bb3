package dev.coffer.maintenance.scrub;

import dev.coffer.testing.TestDatabase;

class PostgreSqlScrubTest extends ScrubContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
