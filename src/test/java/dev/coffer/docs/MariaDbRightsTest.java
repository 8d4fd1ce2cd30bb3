package dev.coffer.docs;

import dev.coffer.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class MariaDbRightsTest extends RightsContract {

  /** An anonymous account of one host takes precedence over an account of all hosts. */
  private static final List<String> HOSTS = List.of("%", "localhost", "127.0.0.1");

  @Override
  TestDatabase open() {
    return TestDatabase.mariadb();
  }

  @Override
  String product() {
    return "MariaDB";
  }

  @Override
  List<String> createAccount(String account, String database) {
    return names(account)
        .map(name -> "create user " + name + " identified by '" + PASSWORD + "'")
        .toList();
  }

  @Override
  List<String> dropAccount(String account) {
    return names(account).map(name -> "drop user " + name).toList();
  }

  @Override
  String grantee(String account) {
    return names(account).collect(Collectors.joining(", "));
  }

  private static Stream<String> names(String account) {
    return HOSTS.stream().map(host -> account + "@'" + host + "'");
  }
}
