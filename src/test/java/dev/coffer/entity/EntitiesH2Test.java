package dev.coffer.entity;

import dev.coffer.testing.TestDatabase;

class EntitiesH2Test extends EntitiesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
