package dev.coffer.console.api;

import dev.coffer.codec.frame.Payload;
import dev.coffer.entity.RecordId;
import dev.coffer.entity.StoredContent;
import dev.coffer.entity.StoredRecord;
import dev.coffer.format.scan.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The type of a record, and where its value lies.
 *
 * @param inline whether the value is in the row of the record, and not in a content
 */
record RecordPlace(String type, boolean inline) {

  /** The places of some records by their keys, by one query that reads no value. */
  static Map<String, RecordPlace> of(StoredRows rows, String collection, List<String> keys) {
    Map<String, RecordPlace> places = new HashMap<>();
    if (!keys.isEmpty()) {
      rows.read(
              queries ->
                  queries
                      .createQuery(
                          "select r.id.key, r.type, case when r.content is null then 1 else 0 end"
                              + " from StoredRecord r"
                              + " where r.id.collection = :collection and r.id.key in :keys",
                          Object[].class)
                      .setParameter("collection", collection)
                      .setParameter("keys", keys)
                      .getResultList())
          .forEach(
              row ->
                  places.put(
                      (String) row[0],
                      new RecordPlace((String) row[1], StoredRows.number(row[2]) == 1)));
    }
    return places;
  }

  /** Adds the place of one record in detail, without decoding its value. */
  static Json describe(StoredRows rows, String collection, String key, Json json) {
    return rows.read(
        queries -> {
          StoredRecord row = queries.find(StoredRecord.class, new RecordId(collection, key));
          if (row == null) {
            return json;
          }
          json.with("type", row.type()).with("inline", row.content().isEmpty());
          row.content()
              .map(StoredContent::hash)
              .ifPresent(hash -> json.with("content", hash.toString()));
          row.payload().map(Payload::frame).ifPresent(frame -> addFrame(json, frame));
          return json;
        });
  }

  private static void addFrame(Json json, byte[] frame) {
    json.with("storedSize", frame.length).with("codec", FrameCodec.describe(frame));
  }
}
