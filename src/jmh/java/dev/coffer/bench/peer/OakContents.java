package dev.coffer.bench.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.server.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.jackrabbit.oak.plugins.document.rdb.RDBBlobStore;
import org.apache.jackrabbit.oak.plugins.document.rdb.RDBOptions;

/** Jackrabbit Oak's blob store: blocks under their SHA-256 in two tables. */
final class OakContents implements Contents {

  private final HikariDataSource pool;
  private final RDBBlobStore store;

  OakContents(Schema schema) {
    // Oak knows MySQL. For an unknown product it makes tables that are too narrow for its blocks.
    this.pool = schema.pool("useMysqlMetadata=true");
    this.store = new RDBBlobStore(pool, new RDBOptions());
  }

  @Override
  public String write(byte[] bytes) {
    return write(new ByteArrayInputStream(bytes), bytes.length);
  }

  @Override
  public String write(InputStream stream, long size) {
    try {
      return store.writeBlob(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long read(String id) {
    try (InputStream stream = store.getInputStream(id)) {
      return stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
    pool.close();
  }
}
