package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import dev.coffer.backup.store.BlobKind;
import dev.coffer.backup.store.BlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The blobs that are lists of rows: their number, then the rows, all deflated. Stateless. */
public final class Blobs {

  private Blobs() {}

  /** Adds the blob of records unless it is there. */
  public static BlobId addRecords(BlobStore store, List<RecordRow> rows) {
    return add(store, BlobKind.RECORDS, rows, RecordRow::write);
  }

  /** Reads the blob of records. */
  public static List<RecordRow> records(BlobStore store, BlobId id) {
    return read(store, id, RecordRow::read);
  }

  /** Adds the blob of ranges unless it is there. */
  public static BlobId addRanges(BlobStore store, List<KeyRangeRow> rows) {
    return add(store, BlobKind.RANGES, rows, KeyRangeRow::write);
  }

  /** Reads the blob of ranges. */
  public static List<KeyRangeRow> ranges(BlobStore store, BlobId id) {
    return read(store, id, KeyRangeRow::read);
  }

  /** Adds the blob of contents unless it is there. */
  public static BlobId addContents(BlobStore store, List<ContentRow> rows) {
    return add(store, BlobKind.CONTENTS, rows, ContentRow::write);
  }

  /** Reads the blob of contents. */
  public static List<ContentRow> contents(BlobStore store, BlobId id) {
    return read(store, id, ContentRow::read);
  }

  private static <T> BlobId add(
      BlobStore store, BlobKind kind, List<T> rows, BiConsumer<T, BinaryWriter> write) {
    BinaryWriter out = new BinaryWriter().number(rows.size());
    rows.forEach(each -> write.accept(each, out));
    byte[] bytes = out.toBytes();
    // Not that of the deflated bytes, which differ between the versions of zlib.
    BlobId id = BlobId.ofBytes(kind, bytes);
    if (!store.has(id)) {
      store.add(id, Deflated.of(bytes));
    }
    return id;
  }

  private static <T> List<T> read(BlobStore store, BlobId id, Function<BinaryReader, T> read) {
    String source = "blob " + id;
    BinaryReader in = new BinaryReader(source, Deflated.restore(source, store.read(id)));
    int count = in.number(Integer.MAX_VALUE);
    List<T> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(read.apply(in));
    }
    in.requireEnd();
    return rows;
  }
}
