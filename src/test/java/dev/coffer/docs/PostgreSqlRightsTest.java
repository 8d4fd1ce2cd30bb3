package dev.coffer.docs;

import dev.coffer.testing.TestDatabase;
import java.util.List;

class PostgreSqlRightsTest extends RightsContract {
  @Override
  TestDatabase open() {
    return TestDatabase.postgresql();
  }

  @Override
  String product() {
    return "PostgreSQL";
  }

  @Override
  List<String> createAccount(String account, String database) {
    return List.of(
        "create role " + account + " login password '" + PASSWORD + "'",
        // The document revokes the right that PostgreSQL 14 and earlier grant to everyone.
        "revoke create on schema public from public",
        "grant connect on database " + database + " to " + account);
  }

  @Override
  List<String> dropAccount(String account) {
    return List.of("drop owned by " + account + " cascade", "drop role " + account);
  }
}
