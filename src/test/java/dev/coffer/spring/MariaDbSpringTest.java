package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class MariaDbSpringTest extends SpringContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
