package dev.coffer.content;

import dev.coffer.testing.TestDatabase;

class MariaDbContentListTest extends ContentListContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.mariadb();
  }
}
