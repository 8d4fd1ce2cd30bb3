package dev.coffer.console.api;

import dev.coffer.Coffer;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.console.http.RefusedRequestException;
import dev.coffer.tx.HostTenants;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of a request, whose data alone the console shows. It is that of the thread, as the
 * host has set it for the request. Thread-safe.
 */
final class CurrentTenant {
  private final SessionFactory sessions;
  private final boolean areApart;

  CurrentTenant(Coffer coffer) {
    this.sessions = coffer.entityManagerFactory().unwrap(SessionFactory.class);
    this.areApart = HostTenants.areApart(sessions);
  }

  /** Whether tenants have databases or schemas of their own. */
  boolean isOneOfSeveral() {
    return areApart;
  }

  /**
   * The name of the tenant; null if all data is that of one database.
   *
   * @throws RefusedRequestException if the host has tenants, and the request has none
   */
  @Nullable String name() {
    if (!areApart) {
      return null;
    }
    Object current;
    try {
      current = HostTenants.current(sessions);
    } catch (UnsupportedHostException e) {
      current = null;
    }
    if (current == null) {
      throw new RefusedRequestException(
          409,
          "The application has tenants, but this request has none. Let the application determine"
              + " the tenant of requests to the console too.");
    }
    return current.toString();
  }
}
