package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.api.Route.Need;
import dev.coffer.console.http.HostToken;
import dev.coffer.console.http.WriteToken;
import dev.coffer.format.scan.Json;
import java.util.Map;

/**
 * The address {@code session}: who the user is, what the user may do, and the tokens for writes.
 */
final class SessionApi extends ApiPart {
  private final Coffer coffer;
  private final WriteToken token;
  private final CurrentTenant tenant;

  SessionApi(Coffer coffer, WriteToken token, CurrentTenant tenant) {
    this.coffer = coffer;
    this.token = token;
    this.tenant = tenant;
  }

  @Override
  void addTo(Map<String, Route> routes) {
    routes.put("session", route(Need.READ, this::session));
  }

  private Json session(ApiCall call) {
    String version = Coffer.class.getPackage().getImplementationVersion();
    Json json =
        new Json()
            .with("user", call.user().name())
            .with("write", call.rights().write())
            .with("values", call.rights().values())
            .withOptional("tenant", tenant.name())
            .withOptional("version", version)
            .with("scheduled", coffer.maintenance().isStarted());
    return call.rights().write() ? withTokens(json, call) : json;
  }

  private Json withTokens(Json json, ApiCall call) {
    json.with("token", token.of(call.user()));
    call.request().hostToken().get().ifPresent(host -> json.with("hostToken", describe(host)));
    return json;
  }

  private static Json describe(HostToken host) {
    return new Json().with("header", host.header()).with("token", host.value());
  }
}
