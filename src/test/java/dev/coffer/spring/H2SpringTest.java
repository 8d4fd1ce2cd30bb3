package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class H2SpringTest extends SpringContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}
