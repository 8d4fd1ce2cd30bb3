package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class MariaDbJtaSessionsTest extends JtaSessionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
