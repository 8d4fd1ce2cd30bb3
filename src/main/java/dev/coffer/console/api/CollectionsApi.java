package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionDictionary;
import dev.coffer.maintenance.CollectionProfile;
import dev.coffer.maintenance.CollectionReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses {@code collections}, which reads the whole table of records, and {@code
 * collection}, which reads the rows of one.
 */
final class CollectionsApi extends ApiPart {
  private final Coffer coffer;
  private final Scans scans;

  CollectionsApi(Coffer coffer, Scans scans) {
    this.coffer = coffer;
    this.scans = scans;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("collections", route(Need.READ, call -> scans.run(this::collections)));
    routes.put(
        "collection",
        route(
            Need.READ,
            call -> {
              String name = call.parameters().required("collection");
              return scans.run(() -> collection(name));
            }));
  }

  private Json collections() {
    Map<String, CollectionDictionary> dictionaries = new HashMap<>();
    coffer.dictionaries().forEach(each -> dictionaries.put(each.collection(), each));
    return new Json()
        .withObjects(
            "collections",
            coffer.report().collections().stream()
                .map(each -> of(each, dictionaries.get(each.collection())))
                .toList());
  }

  private static Json of(CollectionReport report, @Nullable CollectionDictionary dictionary) {
    Json json =
        OverviewApi.collection(report)
            .with("expiring", report.expiring())
            .with("lastWrite", report.lastChange())
            .withOptional("dictionary", dictionary == null ? null : dictionary.id());
    if (dictionary != null) {
      dictionary.gain().ifPresent(gain -> json.with("gain", gain));
    }
    return json;
  }

  private Json collection(String name) {
    CollectionProfile profile = coffer.profile(name);
    if (profile.records() == 0) {
      throw RefusedRequestException.notFound(
          "There is no collection '" + name + "'; see the list of collections.");
    }
    CollectionProfile.InContents contents = profile.contents();
    return new Json()
        .with("name", name)
        .with("records", profile.records())
        .with("expiring", profile.expiring())
        .with("lastWrite", profile.lastChange())
        .with("inContents", contents.records())
        .with("contentLogicalBytes", contents.logicalBytes())
        .with("contentStoredBytes", contents.storedBytes())
        .withObjects("sizes", profile.sizes().stream().map(CollectionsApi::of).toList())
        .withObjects("ages", profile.ages().stream().map(CollectionsApi::of).toList())
        .withObjects("codecs", profile.inline().stream().map(CollectionsApi::of).toList())
        .withObjects(
            "sampledCodecs", profile.sampledContents().stream().map(CollectionsApi::of).toList());
  }

  private static Json of(CollectionProfile.SizeClass sizes) {
    return new Json()
        .with("least", sizes.least())
        .with("most", sizes.most())
        .with("records", sizes.records())
        .with("logicalBytes", sizes.logicalBytes());
  }

  private static Json of(CollectionProfile.AgeClass ages) {
    Duration below = ages.below();
    return new Json()
        .with("atLeastSeconds", ages.atLeast().toSeconds())
        .withVerbatim("belowSeconds", below == null ? "null" : Long.toString(below.toSeconds()))
        .with("records", ages.records());
  }

  private static Json of(CollectionProfile.CodecShare codec) {
    return new Json()
        .with("codec", codec.codec())
        .with("dictionary", codec.dictionary())
        .with("frames", codec.frames())
        .with("rawBytes", codec.rawBytes())
        .with("storedBytes", codec.storedBytes());
  }
}
