package dev.coffer.spring.flyway;

import dev.coffer.spring.CofferMigration;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A Flyway callback that migrates Coffer's tables before the application's tables.
 *
 * <p>It is a proxy, because Flyway 12 moved the methods of {@link Callback} to a generic
 * superinterface, whose methods a class compiled against Flyway 11 does not implement.
 */
final class BeforeMigrate implements InvocationHandler {

  private final ObjectProvider<CofferMigration> migration;

  private BeforeMigrate(ObjectProvider<CofferMigration> migration) {
    this.migration = migration;
  }

  static Callback callback(ObjectProvider<CofferMigration> migration) {
    return (Callback)
        Proxy.newProxyInstance(
            Callback.class.getClassLoader(),
            new Class<?>[] {Callback.class},
            new BeforeMigrate(migration));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "supports" -> arguments != null && arguments[0] == Event.BEFORE_MIGRATE;
      case "handle" -> handle(arguments);
      case "canHandleInTransaction" -> false;
      case "equals" -> arguments != null && arguments[0] == proxy;
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "coffer";
    };
  }

  private @Nullable Object handle(Object @Nullable [] arguments) {
    if (arguments != null && arguments[1] instanceof Context context) {
      migrate(context.getConfiguration().getDataSource());
    }
    return null;
  }

  /**
   * Migrates with Flyway's own DataSource, whose account may have privileges that the application's
   * account lacks.
   */
  private void migrate(DataSource flyways) {
    CofferMigration ours = migration.getObject();
    if (SameDatabase.test(flyways, ours.dataSource())) {
      ours.migrate(flyways);
    }
  }
}
