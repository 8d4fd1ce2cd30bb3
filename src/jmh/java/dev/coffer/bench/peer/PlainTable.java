package dev.coffer.bench.peer;

import dev.coffer.bench.server.Schema;

/** The plain table of all contestants except Coffer. */
final class PlainTable {

  /**
   * Adds the column for times to live. Only the workload that needs the column adds it, so that the
   * other workloads compare with the narrower table.
   */
  static final String ADD_EXPIRY =
      "alter table plain add column if not exists expires_at datetime(6)";

  private PlainTable() {}

  static void create(Schema schema, String options) {
    schema.execute(
        "create table plain (id varchar(255) character set ascii collate ascii_bin primary key,"
            + " value longblob not null) engine=InnoDB "
            + options);
  }
}
