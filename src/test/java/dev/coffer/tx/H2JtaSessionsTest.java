package dev.coffer.tx;

import dev.coffer.testing.TestDatabase;

class H2JtaSessionsTest extends JtaSessionsContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
