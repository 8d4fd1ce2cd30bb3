package dev.coffer;

import dev.coffer.testing.TestDatabase;

class MariaDbLostAnswerTest extends LostAnswerContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }

  @Override
  String socketTimeout() {
    return "socketTimeout=1000";
  }

  @Override
  String commit() {
    return "\3COMMIT";
  }
}
