package dev.coffer.schema;

import dev.coffer.testing.TestDatabase;

class H2WordsTest extends DatabaseWordsContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time zone 'Asia/Tokyo'";
  }
}
