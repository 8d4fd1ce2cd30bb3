package dev.coffer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.JoinColumn;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Gives the columns of Coffer's tables the names that they have in the database, after the host's
 * naming strategy, or its wish to quote everything, changed them in the mapping. Hibernate loads it
 * as a service and calls it when the mapping is complete and no SQL is made yet.
 *
 * <p>Hibernate has several objects for one column: one of the table, others of the values and keys
 * that use it. All are renamed, and the table is told.
 */
public final class OwnColumnsIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    for (Class<?> entity : Mapping.ENTITIES) {
      PersistentClass mapped = metadata.getEntityBinding(entity.getName());
      if (mapped != null) {
        rename(mapped, namesByChangedName(entity, metadata.getDatabase()));
      }
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}

  private static void rename(PersistentClass mapped, Map<String, String> names) {
    Table table = mapped.getTable();
    Set<org.hibernate.mapping.Column> columns =
        Collections.newSetFromMap(new IdentityHashMap<>());
    columns.addAll(table.getColumns());
    addColumnsOfKeys(table, columns);
    columns.addAll(mapped.getIdentifier().getColumns());
    for (Property property : mapped.getPropertyClosure()) {
      if (!(property.getValue() instanceof Collection)) {
        columns.addAll(property.getValue().getColumns());
      }
    }
    columns.forEach(column -> rename(column, names));
    List.copyOf(table.getColumns()).forEach(table::columnRenamed);
  }
}
