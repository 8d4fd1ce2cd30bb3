package dev.coffer.content;

import dev.coffer.api.ContentHash;
import dev.coffer.api.HashAlgorithm;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.dialect.Dialect;
import dev.coffer.dialect.Dialects;
import dev.coffer.entity.StoredContent;
import dev.coffer.hash.ContentHasher;
import dev.coffer.schema.SchemaAccess;
import dev.coffer.stats.recorder.StatisticsRecorder;
import dev.coffer.tx.HostTransactions;
import dev.coffer.tx.OwnTransactions;
import jakarta.persistence.EntityManager;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.SplittableRandom;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * Stores a stream, reads it back, stores it again in a host's transaction and verifies it, in a JVM
 * with a heap smaller than the stream. The exit code is 0 if all results were right.
 */
final class LargeStreamProgram {

  private static final SchemaAccess WRITABLE = new SchemaAccess(1, 1, "test");

  private LargeStreamProgram() {}

  /** The address, user and password of a migrated database, and the number of bytes. */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String user = arguments[1];
    String password = arguments[2];
    long size = Long.parseLong(arguments[3]);
    Dialect dialect;
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      dialect = Dialects.of(connection);
    }
    try (SessionFactory sessions =
        new Configuration()
            .setProperty("jakarta.persistence.jdbc.url", url)
            .setProperty("jakarta.persistence.jdbc.user", user)
            .setProperty("jakarta.persistence.jdbc.password", password)
            .buildSessionFactory()) {
      run(sessions, dialect, size);
    }
  }

  private static void run(SessionFactory sessions, Dialect dialect, long size) throws Exception {
    StatisticsRecorder statistics = new StatisticsRecorder();
    ContentEngine engine =
        new ContentEngine(new ContentSettings("", HashAlgorithm.SHA256), statistics);
    ContentStore store = engine.over(new OwnTransactions(sessions, dialect, WRITABLE, statistics));
    ContentHash expected = hash(new Synthetic(size));

    StoredContent content = store.store(new Synthetic(size));
    check(content.hash().equals(expected) && content.size() == size, "stored " + content.hash());
    try (InputStream stream = store.open(expected)) {
      check(hash(stream).equals(expected), "read back");
    }
    long written = statistics.snapshot().contentsWritten();
    try (EntityManager manager = sessions.createEntityManager()) {
      manager.getTransaction().begin();
      ContentStore host = engine.over(new HostTransactions(manager, dialect, WRITABLE));
      check(host.store(new Synthetic(size)).id() == content.id(), "stored again");
      manager.getTransaction().commit();
    }
    check(statistics.snapshot().contentsWritten() == written, "a duplicate was written");
    store.verify(expected);
    try (ContentOutputStream out = store.writer();
        InputStream source = new Synthetic(size)) {
      source.transferTo(out);
      check(out.commit().id() == content.id(), "pushed");
    }
    try (SeekableByteChannel channel = store.openChannel(expected)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      for (long position = size - buffer.capacity(); position > 0; position -= size / 50) {
        check(channel.position(position).read(buffer.clear()) == buffer.capacity(), "sought");
      }
    }
    // H2 in the same heap keeps the pages of a transaction there until its end.
    if (dialect.product() != Dialect.Product.H2) {
      store.release(expected);
      check(store.delete(expected) && store.list(null, 1).isEmpty(), "deleted");
    }
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  private static ContentHash hash(InputStream stream) throws Exception {
    ContentHasher hasher = ContentHasher.of(HashAlgorithm.SHA256);
    byte[] buffer = new byte[1 << 16];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      hasher.update(buffer, 0, count);
    }
    return hasher.finish();
  }

  /** A stream of deterministic bytes, generated on each read. Half of them are compressible. */
  private static final class Synthetic extends InputStream {
    private final SplittableRandom random = new SplittableRandom(1);
    private long remaining;

    Synthetic(long size) {
      this.remaining = size;
    }

    @Override
    public int read() {
      return remaining-- > 0 ? next() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (remaining <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, remaining);
      for (int i = 0; i < count; i++) {
        into[offset + i] = next();
      }
      remaining -= count;
      return count;
    }

    private byte next() {
      int bits = random.nextInt();
      return (byte) (bits < 0 ? 'a' : bits >>> 16);
    }
  }
}
