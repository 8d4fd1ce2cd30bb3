package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.console.http.ConsoleRequest;
import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.WriteToken;
import dev.coffer.shard.ClusterState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API of the console: an address for each thing that the page shows or does. Every answer is
 * JSON, except the bytes of contents. Thread-safe.
 */
public final class Api {
  /** No person waits longer for a list. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WriteToken token = new WriteToken();
  private final Map<String, Route> routes = new HashMap<>();
  private final CurrentTenant tenant;

  /**
   * The API over an instance.
   *
   * @param shards supplies the state of the cluster of shards around it; null if there is none
   */
  public Api(Coffer coffer, @Nullable Supplier<ClusterState> shards) {
    Scans scans = new Scans();
    StoredRows rows = new StoredRows(coffer.entityManagerFactory(), scans, PATIENCE);
    tenant = new CurrentTenant(coffer);
    Jobs jobs = new Jobs(tenant);
    new SessionApi(coffer, token, tenant).addTo(routes);
    new OverviewApi(coffer, scans).addTo(routes);
    new HistoryApi(coffer).addTo(routes);
    new CollectionsApi(coffer, scans).addTo(routes);
    new RecordsApi(coffer, rows).addTo(routes);
    new ContentsApi(coffer, rows).addTo(routes);
    new MaintenanceApi(coffer, jobs).addTo(routes);
    new BackupsApi(coffer, jobs, tenant).addTo(routes);
    new ProcessApi(coffer, shards).addTo(routes);
  }

  /**
   * Answers a request. It throws no exception: an error is an answer too.
   *
   * @param address the path after {@code api/}
   */
  public ConsoleResponse answer(ConsoleRequest request, String address, Rights rights) {
    Route route = routes.get(address);
    if (route == null) {
      return Errors.response(404, "The console has no such address; open its first page.");
    }
    try {
      var unused = tenant.name();
      return route.answer(request, rights, token);
    } catch (RuntimeException e) {
      return Errors.response(e);
    }
  }
}
