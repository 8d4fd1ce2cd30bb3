package dev.coffer.maintenance.engine;

import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The number of records and contents by the statistics of the database, which counts nothing. */
final class RowEstimate {

  private static final String TABLES = " in ('coffer_record', 'coffer_content')";

  private RowEstimate() {}

  static long read(UnitOfWork unit) throws SQLException {
    String sql =
        switch (unit.dialect().product()) {
          case H2 ->
              "select sum(ROW_COUNT_ESTIMATE) from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA ="
                  + " current_schema and lower(TABLE_NAME)"
                  + TABLES;
          case MARIADB ->
              "select sum(table_rows) from information_schema.tables where table_schema ="
                  + " database() and table_name"
                  + TABLES;
          case POSTGRESQL ->
              "select cast(sum(greatest(reltuples, 0)) as bigint) from pg_class where relnamespace ="
                  + " current_schema()::regnamespace and relkind = 'r' and relname"
                  + TABLES;
        };
    try (PreparedStatement query = unit.connection().prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
