package dev.coffer.backup.snapshot;

import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The description of a snapshot: where it comes from, and the blobs that belong to it. Immutable.
 *
 * @param createdAt the moment of the consistent view by the clock of the database, in microseconds
 *     since 1970 in UTC
 * @param product the product and version of the database
 * @param database the identity of the database
 * @param schemaVersion the version of Coffer's schema
 * @param node the process that made the snapshot
 * @param damage descriptions of what was damaged in the database and is not part of the snapshot
 * @param largestId the largest content id; a release that takes ids from a sequence advances it
 */
public record Manifest(
    long createdAt,
    String product,
    String database,
    int schemaVersion,
    String node,
    List<String> tags,
    Totals totals,
    List<CollectionEntry> collections,
    List<BlobId> contents,
    List<DictionaryEntry> dictionaries,
    List<String> damage,
    long largestId) {
  private static final int VERSION = 2;

  /** The version whose dictionaries are all dense. */
  private static final int WITHOUT_COMMON_DICTIONARIES = 1;

  /** The amounts in a snapshot; bytes are those of the values, uncompressed. */
  public record Totals(long records, long recordBytes, long contents, long contentBytes) {}

  /**
   * A collection.
   *
   * @param ranges the blobs of its ranges of keys, in the order of the keys
   */
  public record CollectionEntry(String name, long records, long bytes, List<BlobId> ranges) {}

  /**
   * A dictionary.
   *
   * @param blob the blob of its bytes
   * @param retiredAt null if it is in use
   * @param common null if it is dense
   */
  public record DictionaryEntry(
      String collection,
      String id,
      String domain,
      long createdAt,
      @Nullable Long retiredAt,
      BlobId blob,
      @Nullable CommonMark common) {

    private static DictionaryEntry read(BinaryReader in, boolean withMarks) {
      return new DictionaryEntry(
          in.text(),
          in.text(),
          in.text(),
          in.signed(),
          in.optionalSigned(),
          BlobId.read(in),
          withMarks && in.flag() ? CommonMark.read(in) : null);
    }
  }

  /**
   * The mark of a dictionary in which every window of some bytes occurs in some number of records.
   *
   * @param gain how much smaller it makes values, in percent
   */
  public record CommonMark(int window, int sharedBy, int gain) {

    private static CommonMark read(BinaryReader in) {
      return new CommonMark(
          in.number(Integer.MAX_VALUE), in.number(Integer.MAX_VALUE), in.number(Integer.MAX_VALUE));
    }
  }

  /** The bytes of the manifest. */
  public byte[] toBytes() {
    BinaryWriter out =
        new BinaryWriter()
            .number(VERSION)
            .signed(createdAt)
            .text(product)
            .text(database)
            .number(schemaVersion)
            .text(node);
    list(out, tags, out::text);
    out.number(totals.records)
        .number(totals.recordBytes)
        .number(totals.contents)
        .number(totals.contentBytes);
    list(
        out,
        collections,
        each -> {
          out.text(each.name).number(each.records).number(each.bytes);
          list(out, each.ranges, blob -> blob.write(out));
        });
    list(out, contents, each -> each.write(out));
    list(
        out,
        dictionaries,
        each -> {
          out.text(each.collection).text(each.id).text(each.domain).signed(each.createdAt);
          out.optionalSigned(each.retiredAt);
          each.blob.write(out);
          CommonMark common = each.common;
          out.flag(common != null);
          if (common != null) {
            out.number(common.window).number(common.sharedBy).number(common.gain);
          }
        });
    list(out, damage, out::text);
    return out.number(largestId).toBytes();
  }

  private static <T> void list(BinaryWriter out, List<T> values, Consumer<T> write) {
    out.number(values.size());
    values.forEach(write);
  }

  /**
   * Reads a manifest.
   *
   * @param source the name of its file, for messages
   */
  public static Manifest of(String source, byte[] bytes) {
    BinaryReader in = new BinaryReader(source, bytes);
    long version = in.number();
    if (version != VERSION && version != WITHOUT_COMMON_DICTIONARIES) {
      throw new DamagedRepositoryException(
          source, "its manifest has the unknown version " + version + '.');
    }
    Manifest manifest =
        new Manifest(
            in.signed(),
            in.text(),
            in.text(),
            in.number(Integer.MAX_VALUE),
            in.text(),
            list(in, BinaryReader::text),
            new Totals(in.number(), in.number(), in.number(), in.number()),
            list(
                in,
                each ->
                    new CollectionEntry(
                        each.text(), each.number(), each.number(), list(each, BlobId::read))),
            list(in, BlobId::read),
            list(in, each -> DictionaryEntry.read(each, version != WITHOUT_COMMON_DICTIONARIES)),
            list(in, BinaryReader::text),
            in.number());
    in.requireEnd();
    return manifest;
  }

  private static <T> List<T> list(BinaryReader in, Function<BinaryReader, T> read) {
    int count = in.number(Integer.MAX_VALUE);
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(read.apply(in));
    }
    return values;
  }
}
