package dev.coffer.dialect;

import java.util.List;

/** The checks of settings of MariaDB. */
final class MariaDbChecks {

  static final List<EnvironmentCheck> ENVIRONMENT =
      List.of(
          new EnvironmentCheck(
              "max_allowed_packet",
              "select @@max_allowed_packet from dual where @@max_allowed_packet < 16 * 1024 * 1024",
              "A batch uses up to a quarter of it, a part of a content up to 511 KiB: set 16M or"
                  + " more."),
          new EnvironmentCheck(
              "character_set_connection",
              "select @@character_set_connection from dual"
                  + " where @@character_set_connection <> 'utf8mb4'",
              "Keys and JSON with characters outside this character set are damaged: use utf8mb4."),
          new EnvironmentCheck(
              "storage engine",
              "select group_concat(concat(table_name, ' in ', engine) separator ', ')"
                  + " from information_schema.tables where table_schema = database()"
                  + " and table_name like 'coffer\\_%' and table_type = 'BASE TABLE'"
                  + " and engine <> 'InnoDB' having count(*) > 0",
              "This engine has no transactions: alter these tables to engine InnoDB."),
          new EnvironmentCheck(
              "innodb_flush_log_at_trx_commit",
              "select @@innodb_flush_log_at_trx_commit from dual"
                  + " where @@innodb_flush_log_at_trx_commit not in (1, 3)",
              "A crash of the machine loses the acknowledged commits of about one second; with 0, a"
                  + " crash of the server loses them too: set it to 1."),
          new EnvironmentCheck(
              "sync_binlog",
              "select @@sync_binlog from dual where @@log_bin = 1 and @@sync_binlog <> 1",
              "After a crash of the machine, recovery rolls back commits that the binary log has"
                  + " lost: set it to 1."));

  /** For connections that take part in JTA transactions. */
  static final List<EnvironmentCheck> JTA =
      List.of(
          new EnvironmentCheck(
              "JTA on a Galera cluster",
              "select 'on' from dual where @@wsrep_on = 1",
              "Galera refuses XA transactions (error 1235): use a data source that is not XA, as the"
                  + " only resource of its transactions."));

  private MariaDbChecks() {}
}
