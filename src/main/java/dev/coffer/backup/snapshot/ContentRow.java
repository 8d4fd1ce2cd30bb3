package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content as a snapshot has it. Times are microseconds since 1970 in UTC.
 *
 * @param id the id in the database of the snapshot
 * @param size the length in bytes, uncompressed
 * @param retainedSince null if the content is not retained without a holder
 * @param manifest the digest of the list of parts; null for a content without parts, whose frame is
 *     a blob of its own
 * @param parts the parts in order
 */
@SuppressWarnings("ArrayRecordComponent")
public record ContentRow(
    long id,
    ContentKey key,
    long size,
    long createdAt,
    @Nullable Long retainedSince,
    List<Held> holders,
    byte @Nullable [] manifest,
    List<Part> parts) {

  /** A holder of a content. */
  public record Held(String holder, long since) {}

  /**
   * A part.
   *
   * @param id the id of the content that has the bytes of the part
   * @param offset the number of bytes before the part
   */
  public record Part(long id, long offset) {}

  /** The same content with the digest of its list of parts. */
  public ContentRow withManifest(byte @Nullable [] newManifest) {
    return new ContentRow(id, key, size, createdAt, retainedSince, holders, newManifest, parts);
  }

  /** The same content with another id. */
  public ContentRow withId(long newId) {
    return new ContentRow(newId, key, size, createdAt, retainedSince, holders, manifest, parts);
  }

  /** Writes the whole row. */
  public void write(BinaryWriter out) {
    out.signed(id);
    key.write(out);
    out.number(size).signed(createdAt).optionalSigned(retainedSince).number(holders.size());
    holders.forEach(each -> out.text(each.holder).signed(each.since));
    out.flag(manifest != null);
    if (manifest != null) {
      out.bytes(manifest).number(parts.size());
      parts.forEach(each -> out.signed(each.id).number(each.offset));
    }
  }

  static ContentRow read(BinaryReader in) {
    long id = in.signed();
    ContentKey key = ContentKey.read(in);
    long size = in.number();
    long createdAt = in.signed();
    Long retainedSince = in.optionalSigned();
    int heldCount = in.number(Integer.MAX_VALUE);
    List<Held> holders = new ArrayList<>();
    for (int i = 0; i < heldCount; i++) {
      holders.add(new Held(in.text(), in.signed()));
    }
    byte[] manifest = in.flag() ? in.bytes() : null;
    List<Part> parts = new ArrayList<>();
    if (manifest != null) {
      int partCount = in.number(Integer.MAX_VALUE);
      for (int i = 0; i < partCount; i++) {
        parts.add(new Part(in.signed(), in.number()));
      }
    }
    return new ContentRow(id, key, size, createdAt, retainedSince, holders, manifest, parts);
  }
}
