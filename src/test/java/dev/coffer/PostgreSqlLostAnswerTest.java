package dev.coffer;

import dev.coffer.testing.TestDatabase;

class PostgreSqlLostAnswerTest extends LostAnswerContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Override
  String socketTimeout() {
    return "socketTimeout=1";
  }

  @Override
  String commit() {
    return "\0COMMIT\0";
  }
}
