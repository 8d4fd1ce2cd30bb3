package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class HostH2Test extends HostContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
