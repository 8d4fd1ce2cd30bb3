package dev.coffer.bench.peer;

import dev.coffer.bench.server.Schema;

/** The plain table of all contestants except Coffer. */
final class PlainTable {

  private PlainTable() {}

  static void create(Schema schema, String options) {
    schema.execute(
        "create table plain (id varchar(255) character set ascii collate ascii_bin primary key,"
            + " value longblob not null) engine=InnoDB "
            + options);
  }
}
