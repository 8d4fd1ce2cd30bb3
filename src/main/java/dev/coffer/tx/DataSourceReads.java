package dev.coffer.tx;

import dev.coffer.dialect.Dialect;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads on the connections of a data source, outside any transaction of a host. Thread-safe. */
public final class DataSourceReads {

  private final JdbcWork work;

  public DataSourceReads(DataSource source, Dialect dialect) {
    ErrorTranslation errors = new ErrorTranslation(dialect);
    Connections connections =
        new Connections.OfProvider(
            source::getConnection, Connection::close, errors::ofOpening, errors::translate);
    this.work = new JdbcWork(connections, dialect, errors);
  }

  /** Runs read-only work, with the errors of {@link Transactions#read}. */
  public <R extends @Nullable Object> R read(Work<R> read) {
    return work.read(read);
  }
}
