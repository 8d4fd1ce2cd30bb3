package dev.coffer.spring;

import dev.coffer.testing.TestDatabase;

class PostgreSqlSpringTest extends SpringContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }
}
