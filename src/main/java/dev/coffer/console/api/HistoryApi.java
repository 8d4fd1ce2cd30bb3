package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.Parameters;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.format.scan.Json;
import dev.coffer.maintenance.CollectionReport;
import dev.coffer.maintenance.DailySize;
import dev.coffer.maintenance.StorageHistory;
import dev.coffer.maintenance.StorageTotal;
import dev.coffer.maintenance.StoredSize;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The address {@code history}: the sizes of all data, or of a collection, on past days in UTC. It
 * reads the rows of these days only.
 */
final class HistoryApi extends ApiPart {
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 400;

  private final Coffer coffer;

  HistoryApi(Coffer coffer) {
    this.coffer = coffer;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("history", route(Need.READ, call -> history(call.parameters())));
  }

  private Json history(Parameters parameters) {
    String collection = parameters.optional("collection");
    LocalDate to = LocalDate.now(ZoneOffset.UTC);
    LocalDate from = to.minusDays(days(parameters) - 1L);
    StorageHistory history = coffer.maintenance().history();
    List<Json> days =
        collection == null
            ? history.totals(from, to).stream().map(HistoryApi::ofTotal).toList()
            : history.collection(collection, from, to).stream()
                .map(HistoryApi::ofCollection)
                .toList();
    return new Json()
        .with("from", from.toString())
        .with("to", to.toString())
        .withObjects("days", days);
  }

  private static int days(Parameters parameters) {
    String text = parameters.optional("days");
    try {
      int days = text == null ? DEFAULT_DAYS : Integer.parseInt(text);
      if (days >= 1 && days <= MOST_DAYS) {
        return days;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of range is.
    }
    throw RefusedRequestException.badRequest(
        "The parameter 'days' is '" + text + "'; use a number from 1 to " + MOST_DAYS + ".");
  }

  private static Json ofTotal(DailySize<StorageTotal> day) {
    Json json = size(day).with("records", day.size().records());
    day.size().physicalBytes().ifPresent(bytes -> json.with("physicalBytes", bytes));
    return json;
  }

  private static Json ofCollection(DailySize<CollectionReport> day) {
    return size(day).with("records", day.size().records());
  }

  private static Json size(DailySize<? extends StoredSize> day) {
    return new Json()
        .with("day", day.day().toString())
        .with("logicalBytes", day.size().logicalBytes())
        .with("uniqueBytes", day.size().uniqueBytes())
        .with("storedBytes", day.size().storedBytes());
  }
}
