package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordMetadata;
import dev.coffer.record.RecordRepository;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The addresses of records: {@code records} lists a page of a collection, {@code record} shows one,
 * {@code record/delete} and {@code record/touch} change one.
 */
final class RecordsApi extends ApiPart {
  private final Coffer coffer;
  private final StoredRows rows;

  RecordsApi(Coffer coffer, StoredRows rows) {
    this.coffer = coffer;
    this.rows = rows;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("records", route(Need.READ, this::list));
    routes.put("record", route(Need.READ, this::one));
    routes.put("record/delete", route(Need.WRITE, this::delete));
    routes.put("record/touch", route(Need.WRITE, this::touch));
  }

  private RecordRepository<byte[], String> collection(Parameters parameters) {
    return coffer.records().records(parameters.required("collection"), byte[].class);
  }

  private Json list(ApiCall call) {
    String name = call.parameters().required("collection");
    RecordList.Page page =
        RecordList.of(
            collection(call.parameters()), new NewestRecords(rows, name), call.parameters());
    Map<String, RecordPlace> places =
        RecordPlace.of(rows, name, page.records().stream().map(RecordMetadata::key).toList());
    List<Json> records =
        page.records().stream()
            .map(
                each -> {
                  RecordPlace place = places.get(each.key());
                  Json json = describe(each);
                  return place == null
                      ? json
                      : json.with("type", place.type()).with("inline", place.inline());
                })
            .toList();
    return new Json().withObjects("records", records).withOptional("next", page.next());
  }

  private static Json describe(RecordMetadata<String> record) {
    return new Json()
        .with("key", record.key())
        .with("version", Long.toString(record.version()))
        .with("size", record.size())
        .with("createdAt", record.createdAt())
        .with("updatedAt", record.updatedAt())
        .with("expiresAt", record.expiresAt());
  }

  private Json one(ApiCall call) {
    String collection = call.parameters().required("collection");
    String key = call.parameters().required("key");
    RecordMetadata<String> found =
        RecordList.find(collection(call.parameters()), key).orElseThrow(() -> absent(key));
    Json json = RecordPlace.describe(rows, collection, key, describe(found));
    return call.rights().values()
        ? json.with("value", RecordValue.of(coffer.records(), collection, key))
        : json;
  }

  private static RefusedRequestException absent(String key) {
    return RefusedRequestException.notFound(
        "There is no record '"
            + key
            + "' in this collection; it may have expired or been deleted.");
  }

  private Json delete(ApiCall call) {
    String key = call.parameters().required("key");
    boolean deleted =
        collection(call.parameters()).deleteIfVersion(key, version(call.parameters()));
    if (!deleted) {
      throw changed(key);
    }
    WriteLog.wrote(call, "deleted the record", call.parameters().required("collection"), key);
    return new Json().with("deleted", true);
  }

  private static RefusedRequestException changed(String key) {
    return new RefusedRequestException(
        409,
        "The record '"
            + key
            + "' was changed or deleted after it was shown. Nothing was done; look at it again.");
  }

  /** Versions are texts in JSON, because a number of a browser has only 53 bits. */
  private static long version(Parameters parameters) {
    try {
      return Long.parseLong(parameters.required("version"));
    } catch (NumberFormatException e) {
      throw RefusedRequestException.badRequest(
          "The parameter 'version' is no number; send the version of the record.");
    }
  }

  private Json touch(ApiCall call) {
    String key = call.parameters().required("key");
    String text = call.parameters().required("expiry");
    if (!collection(call.parameters()).touch(key, expiry(text))) {
      throw absent(key);
    }
    WriteLog.wrote(
        call,
        "changed the expiry of the record",
        call.parameters().required("collection"),
        key,
        text);
    return new Json().with("touched", true);
  }

  private static Expiry expiry(String text) {
    try {
      return text.equals("never") ? Expiry.never() : Expiry.after(Duration.parse(text));
    } catch (DateTimeParseException e) {
      throw RefusedRequestException.badRequest(
          "The expiry '" + text + "' is no duration; write one such as PT30M or P7D, or 'never'.");
    } catch (IllegalArgumentException e) {
      throw RefusedRequestException.badRequest(
          Objects.requireNonNullElse(e.getMessage(), "The expiry is out of range."));
    }
  }
}
