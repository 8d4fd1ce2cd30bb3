package dev.coffer;

import dev.coffer.api.ClosedException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.content.ContentStore;
import dev.coffer.host.CurrentTransaction;
import dev.coffer.record.RecordStore;
import dev.coffer.record.value.TypeNames;
import dev.coffer.tx.HostTenants;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The tenancy of a session factory with tenants. Each tenant has its own parts, created when it is
 * first current, so that cached data of one tenant's database is never used for another tenant. A
 * scan or stream stays with the tenant that started it. Thread-safe.
 */
final class TenantDatabases implements Tenancy {

  /** Creates the parts of a tenant. */
  @FunctionalInterface
  interface Maker {

    /**
     * Creates the parts.
     *
     * @param current supplies the host's transaction on the calling thread if it belongs to the
     *     tenant; null if the host does not supply its transactions
     */
    CofferParts make(Object tenant, @Nullable CurrentTransaction current);
  }

  private final SessionFactory sessions;
  private final @Nullable CurrentTransaction hosts;
  private final Maker maker;
  private final Map<Object, CofferParts> known = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final RecordStore records;
  private final ContentStore contents;

  /** Creates the parts of the current tenant, if there is one. */
  TenantDatabases(
      SessionFactory sessions, @Nullable CurrentTransaction hosts, TypeNames types, Maker maker) {
    this.sessions = sessions;
    this.hosts = hosts;
    this.maker = maker;
    this.records = new TenantRecordStore(this, types);
    this.contents =
        TenantDispatch.proxy(ContentStore.class, this, CofferParts::contentStore, "ContentStore");
    Object tenant = named();
    if (tenant != null) {
      of(tenant);
    }
  }

  @Override
  public CofferParts current() {
    EntityManager joined = hosts == null ? null : hosts.entityManager();
    if (joined == null) {
      return of(required(HostTenants.current(sessions)));
    }
    Object resolved = named();
    Object tenant = tenantOf(joined);
    if (resolved != null && !resolved.equals(tenant)) {
      throw new TransactionRequiredException(
          ("The transaction of this thread belongs to tenant '%s', but tenant '%s' is current: end"
                  + " the transaction before you work for the other tenant.")
              .formatted(tenant, resolved));
    }
    return of(required(tenant));
  }

  @Override
  public CofferParts of(EntityManager entityManager) {
    return of(required(tenantOf(entityManager)));
  }

  private CofferParts of(Object tenant) {
    if (closed.get()) {
      throw new ClosedException("This Coffer is closed; build a new one.");
    }
    CofferParts parts = known.get(tenant);
    return parts != null
        ? parts
        : known.computeIfAbsent(tenant, each -> maker.make(each, transactionsOf(each)));
  }

  private @Nullable CurrentTransaction transactionsOf(Object tenant) {
    CurrentTransaction current = hosts;
    if (current == null) {
      return null;
    }
    return () -> {
      EntityManager manager = current.entityManager();
      return manager != null && tenant.equals(tenantOf(manager)) ? manager : null;
    };
  }

  /** The current tenant; null if the host names none, for example outside a request. */
  private @Nullable Object named() {
    try {
      return HostTenants.current(sessions);
    } catch (UnsupportedHostException e) {
      return null;
    }
  }

  private static @Nullable Object tenantOf(EntityManager manager) {
    return manager.unwrap(SharedSessionContractImplementor.class).getTenantIdentifierValue();
  }

  private static Object required(@Nullable Object tenant) {
    if (tenant == null) {
      throw new UnsupportedHostException(
          "The session factory has tenants, but none is current on this thread: make its"
              + " CurrentTenantIdentifierResolver return one, or use the stores of"
              + " Coffer.in(entityManager).");
    }
    return tenant;
  }

  @Override
  public RecordStore records() {
    return records;
  }

  @Override
  public ContentStore contents() {
    return contents;
  }

  @Override
  public Collection<CofferParts> known() {
    return known.values();
  }

  @Override
  public boolean close() {
    boolean wasOpen = closed.compareAndSet(false, true);
    known.values().forEach(parts -> parts.own().close());
    return wasOpen;
  }
}
