package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class PostgreSqlWordsTest extends DatabaseWordsContract {
  @Override
  TestDatabase open() {
    return TestDatabase.postgresql();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time zone 'Asia/Tokyo'";
  }

  @Override
  boolean retriesReferencesToAbsentContents() {
    return true;
  }
}
