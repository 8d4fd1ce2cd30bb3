package dev.coffer.console.api;

import dev.coffer.console.api.Route.Endpoint;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.format.scan.Json;
import java.util.Map;
import java.util.function.Function;

/** A part of the API: the addresses of one view. */
abstract class ApiPart {

  /** Adds the addresses of this part. */
  abstract void addTo(Map<String, Route> routes);

  /** The route of an address that answers with JSON. */
  static Route route(Need need, Function<ApiCall, Json> endpoint) {
    return bytes(need, call -> ConsoleResponse.json(200, endpoint.apply(call)));
  }

  /** The route of an address that answers with anything. */
  static Route bytes(Need need, Endpoint endpoint) {
    return new Route(need, endpoint);
  }
}
