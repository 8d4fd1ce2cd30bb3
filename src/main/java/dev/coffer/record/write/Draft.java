package dev.coffer.record.write;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.codec.frame.Frames;
import dev.coffer.codec.frame.Payload;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.record.row.ExistingRecord;
import dev.coffer.record.row.RecordHead;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStamp;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.EncodedValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be written. It is hashed and compressed only on demand, and again only if the
 * dictionary of its frame was retired before the transaction is replayed. Not thread-safe.
 */
public final class Draft {
  private final String key;
  private final String type;
  private final byte[] raw;
  private final List<ContentHash> hashes;
  private @Nullable Payload payload;
  private @Nullable Dictionary offered;
  private String codec = Frames.RAW;
  private @Nullable PreparedContent content;

  Draft(String key, String type, EncodedValue value) {
    this.key = key;
    this.type = type;
    this.raw = value.raw();
    this.hashes = value.hashes();
  }

  public String key() {
    return key;
  }

  String type() {
    return type;
  }

  /** The hashes of the contents to which the value refers: distinct and sorted. */
  List<ContentHash> hashes() {
    return hashes;
  }

  int size() {
    return raw.length;
  }

  /** The number of raw bytes of these drafts. */
  static long bytes(List<Draft> drafts) {
    long bytes = 0;
    for (Draft draft : drafts) {
      bytes += draft.raw.length;
    }
    return bytes;
  }

  /** The raw values of these drafts that may fit in records; must not be changed. */
  static List<byte[]> inlineValues(List<Draft> drafts, InlineLimit limit) {
    return drafts.stream().map(draft -> draft.raw).filter(raw -> limit.mayFit(raw.length)).toList();
  }

  /**
   * The frame, if it is within the limit for records; null if the value must be a content.
   *
   * @param frames makes the frame, unless one exists whose dictionary it allows
   */
  byte @Nullable [] inlineFrame(InlineLimit limit, InlineFrameEncoders.Encoder frames) {
    if (!limit.mayFit(raw.length)) {
      return null;
    }
    if (payload == null || (offered != frames.dictionary() && !frames.allows(payload.frame()))) {
      byte[] made = frames.encode(raw);
      offered = frames.dictionary();
      codec = frames.codecOf(made);
      payload = Payload.ofFrame(made);
    }
    byte[] frame = payload.frame();
    return limit.fits(frame) ? frame : null;
  }

  /** Whether there is such a frame. */
  boolean isInline(InlineLimit limit, InlineFrameEncoders.Encoder frames) {
    return inlineFrame(limit, frames) != null;
  }

  PreparedContent content(ContentEngine contents) {
    if (content == null) {
      content = contents.prepare(raw, selfContainedFrame());
    }
    return content;
  }

  /** The frame, if it exists and is suitable for a content, which all collections share. */
  private byte @Nullable [] selfContainedFrame() {
    return payload == null || Frames.dictionary(payload.frame()) != null ? null : payload.frame();
  }

  /** Compresses and hashes the values of these drafts, on all cores if they are large. */
  static void prepare(
      List<Draft> drafts,
      InlineLimit limit,
      ContentEngine contents,
      InlineFrameEncoders.Encoder frames) {
    Cores.forEach(
        drafts,
        Draft::size,
        draft -> {
          if (draft.inlineFrame(limit, frames) == null) {
            draft.content(contents);
          }
        });
  }

  /** The frame that was written into the record; null if there is none. */
  byte @Nullable [] writtenFrame(InlineLimit limit) {
    byte[] frame = payload == null ? null : payload.frame();
    return frame != null && limit.fits(frame) ? frame : null;
  }

  /** The name of the codec of that frame. */
  String codec() {
    return codec;
  }

  /**
   * The row to write, with the value inline or as a content.
   *
   * @param referred the ids of the contents to which the value refers
   */
  RecordStatements.Row row(
      byte @Nullable [] frame, @Nullable Long contentId, Map<ContentHash, Long> referred) {
    List<Long> references =
        hashes.isEmpty()
            ? List.of()
            : hashes.stream()
                .map(hash -> Objects.requireNonNull(referred.get(hash)))
                .sorted()
                .toList();
    return new RecordStatements.Row(key, type, raw.length, frame, contentId, references);
  }

  /** The row after the write, with its raw bytes. */
  RecordRow written(RecordStamp stamp) {
    return new RecordRow(
        key, new RecordHead(type, stamp, raw.length, null), new StoredBytes.Whole(raw));
  }

  /** Whether a row that was read, and has raw bytes, holds this value. */
  boolean isValueOf(RecordRow row) {
    return row.size() == raw.length
        && row.type().equals(type)
        && Arrays.equals(raw, row.bytes().raw(DictionarySource.NONE));
  }

  /** Whether a record holds this value already. The check does not compress the value. */
  boolean isHeldBy(ExistingRecord existing, ContentEngine contents, DictionarySource dictionaries) {
    if (!existing.alive() || existing.size() != raw.length || !existing.type().equals(type)) {
      return false;
    }
    byte[] frame = existing.frame();
    return frame != null
        ? holds(frame, dictionaries)
        : Objects.equals(existing.contentHash(), content(contents).hash());
  }

  private boolean holds(byte[] frame, DictionarySource dictionaries) {
    try {
      return Arrays.equals(raw, Payload.ofFrame(frame).raw(dictionaries));
    } catch (DamagedFrameException | CodecUnavailableException e) {
      // A new write of the value repairs the record, or makes it readable here.
      return false;
    }
  }
}
