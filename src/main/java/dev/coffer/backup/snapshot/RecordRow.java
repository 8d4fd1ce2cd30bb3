package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a snapshot has it. Times are microseconds since 1970 in UTC.
 *
 * @param size the length of the value in bytes, uncompressed
 * @param updatedAt null if the value never changed
 * @param expiresAt null if the record never expires
 * @param frame the compressed value; null if the value is a content
 * @param content the content that is the value; null if there is a frame
 * @param references the contents to which the value refers by their hashes
 */
// Not compared: it carries a row from a query to a blob, and back.
@SuppressWarnings("ArrayRecordComponent")
public record RecordRow(
    String key,
    String type,
    long version,
    int size,
    long createdAt,
    @Nullable Long updatedAt,
    @Nullable Long expiresAt,
    byte @Nullable [] frame,
    @Nullable ContentKey content,
    List<ContentKey> references) {

  /** The same record with its value and its references. */
  public RecordRow withValue(byte @Nullable [] newFrame, List<ContentKey> newReferences) {
    return new RecordRow(
        key,
        type,
        version,
        size,
        createdAt,
        updatedAt,
        expiresAt,
        newFrame,
        content,
        newReferences);
  }

  /** The same record with another version. */
  public RecordRow withVersion(long newVersion) {
    return new RecordRow(
        key, type, newVersion, size, createdAt, updatedAt, expiresAt, frame, content, references);
  }

  /** Writes the whole row. */
  public void write(BinaryWriter out) {
    writeHead(out);
    out.flag(frame != null);
    if (frame != null) {
      out.bytes(frame);
    }
    out.number(references.size());
    references.forEach(each -> each.write(out));
  }

  /**
   * Writes everything but the value. Two rows with equal heads have equal values, because a key
   * never gets a version twice.
   */
  public void writeHead(BinaryWriter out) {
    out.text(key)
        .text(type)
        .number(version)
        .number(size)
        .signed(createdAt)
        .optionalSigned(updatedAt)
        .optionalSigned(expiresAt)
        .flag(content != null);
    if (content != null) {
      content.write(out);
    }
  }

  static RecordRow read(BinaryReader in) {
    String key = in.text();
    String type = in.text();
    long version = in.number();
    int size = in.number(Integer.MAX_VALUE);
    long createdAt = in.signed();
    Long updatedAt = in.optionalSigned();
    Long expiresAt = in.optionalSigned();
    ContentKey content = in.flag() ? ContentKey.read(in) : null;
    byte[] frame = in.flag() ? in.bytes() : null;
    int count = in.number(Integer.MAX_VALUE);
    List<ContentKey> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      references.add(ContentKey.read(in));
    }
    return new RecordRow(
        key, type, version, size, createdAt, updatedAt, expiresAt, frame, content, references);
  }
}
