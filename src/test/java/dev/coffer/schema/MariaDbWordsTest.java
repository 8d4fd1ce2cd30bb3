package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class MariaDbWordsTest extends DatabaseWordsContract {
  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time_zone = '+09:00'";
  }
}
