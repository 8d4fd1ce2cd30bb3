package dev.coffer.backup.snapshot;

import dev.coffer.backup.store.BinaryReader;
import dev.coffer.backup.store.BinaryWriter;
import dev.coffer.backup.store.BlobId;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of adjacent keys of a collection whose records are one blob.
 *
 * @param fingerprint a digest of the heads of the records: an equal one means equal records
 * @param blob the blob of the records
 * @param records the number of records
 * @param bytes the length of all values, uncompressed
 * @param firstKey the smallest key
 * @param dictionaries the ids of the dictionaries that the frames need
 */
// Not compared.
@SuppressWarnings("ArrayRecordComponent")
public record KeyRangeRow(
    byte[] fingerprint,
    BlobId blob,
    int records,
    long bytes,
    String firstKey,
    List<String> dictionaries) {
  private static final int FINGERPRINT_LENGTH = 32;

  void write(BinaryWriter out) {
    out.raw(fingerprint);
    blob.write(out);
    out.number(records).number(bytes).text(firstKey).number(dictionaries.size());
    dictionaries.forEach(out::text);
  }

  static KeyRangeRow read(BinaryReader in) {
    byte[] fingerprint = in.raw(FINGERPRINT_LENGTH);
    BlobId blob = BlobId.read(in);
    int records = in.number(Integer.MAX_VALUE);
    long bytes = in.number();
    String firstKey = in.text();
    int count = in.number(Integer.MAX_VALUE);
    List<String> dictionaries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dictionaries.add(in.text());
    }
    return new KeyRangeRow(fingerprint, blob, records, bytes, firstKey, dictionaries);
  }
}
