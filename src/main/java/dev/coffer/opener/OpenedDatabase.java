package dev.coffer.opener;

import dev.coffer.schema.SchemaAccess;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database that a {@link StandaloneOpener} opened.
 *
 * @param entityManagerFactory the factory over it
 * @param access the access to its schema, which was checked
 * @param replicas the pools of its replicas
 * @param closer closes the factory, its caches and its pools
 */
public record OpenedDatabase(
    EntityManagerFactory entityManagerFactory,
    SchemaAccess access,
    List<DataSource> replicas,
    Runnable closer) {

  public OpenedDatabase {
    replicas = List.copyOf(replicas);
  }
}
