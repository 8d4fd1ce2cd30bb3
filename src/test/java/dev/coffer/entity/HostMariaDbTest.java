package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class HostMariaDbTest extends HostContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
