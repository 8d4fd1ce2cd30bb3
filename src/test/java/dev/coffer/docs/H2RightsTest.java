package dev.coffer.docs;

import dev.coffer.testing.TestDatabase;
import java.util.List;

class H2RightsTest extends RightsContract {
  @Override
  TestDatabase open() {
    return TestDatabase.h2File();
  }

  @Override
  String product() {
    return "H2";
  }

  @Override
  String nameOf(TestDatabase database) {
    return "coffer";
  }

  @Override
  List<String> createAccount(String account, String database) {
    return List.of("create user " + account + " password '" + PASSWORD + "'");
  }

  @Override
  List<String> dropAccount(String account) {
    return List.of("drop user " + account);
  }
}
