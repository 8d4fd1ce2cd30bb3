package dev.coffer.hibernate;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.JoinColumn;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Restores the names of the columns of Coffer's tables in the mapping, after the host's naming
 * strategy, or its setting to quote all names, has changed them. Hibernate loads it as a service
 * and calls it when the mapping is complete and before it generates SQL.
 *
 * <p>Hibernate has several objects for one column: one of the table, and others of the values and
 * keys that use it. All of them are renamed, and the table is updated.
 */
public final class OwnColumnsIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    for (Class<?> entity : Mapping.ENTITIES) {
      rename(metadata.getEntityBinding(entity.getName()), entity, metadata);
    }
  }

  private static void rename(PersistentClass mapped, Class<?> entity, Metadata metadata) {
    Map<String, String> names = ownNames(entity, metadata.getDatabase());
    IdentifierHelper identifiers =
        metadata.getDatabase().getJdbcEnvironment().getIdentifierHelper();
    for (Column column : columnsOf(mapped, metadata)) {
      String own = names.get(folded(column.getName()));
      if (own != null) {
        // A quoted name stays quoted, so it must be in the case in which the database stores it.
        column.setName(
            column.isQuoted()
                ? identifiers.toMetaDataObjectName(Identifier.toIdentifier(own))
                : own);
      }
    }
    List.copyOf(mapped.getTable().getColumns()).forEach(mapped.getTable()::columnRenamed);
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}

  /** All objects that represent columns of an entity's table. */
  private static Set<Column> columnsOf(PersistentClass mapped, Metadata metadata) {
    Table table = mapped.getTable();
    Set<Column> columns = Collections.newSetFromMap(new IdentityHashMap<>());
    columns.addAll(table.getColumns());
    columns.addAll(table.getPrimaryKey().getColumns());
    for (ForeignKey key : table.getForeignKeys().values()) {
      columns.addAll(key.getColumns());
    }
    columns.addAll(mapped.getIdentifier().getColumns());
    for (Property property : mapped.getProperties()) {
      if (!(property.getValue() instanceof Collection)) {
        columns.addAll(property.getColumns());
      }
    }
    for (Collection collection : metadata.getCollectionBindings()) {
      if (collection.getCollectionTable().equals(table)) {
        columns.addAll(collection.getKey().getColumns());
      }
    }
    return columns;
  }

  /** The names of an entity's columns, by the names after the host's naming strategy. */
  private static Map<String, String> ownNames(Class<?> entity, Database database) {
    Map<String, String> names = new HashMap<>();
    for (String name : declaredColumns(entity).toList()) {
      Identifier changed =
          database
              .getPhysicalNamingStrategy()
              .toPhysicalColumnName(database.toIdentifier(name), database.getJdbcEnvironment());
      names.put(folded(changed.getText()), name);
    }
    return names;
  }

  private static Stream<String> declaredColumns(Class<?> mapped) {
    return Arrays.stream(mapped.getDeclaredFields())
        .flatMap(
            field -> {
              if (field.isAnnotationPresent(EmbeddedId.class)) {
                return declaredColumns(field.getType());
              }
              var column = field.getAnnotation(jakarta.persistence.Column.class);
              JoinColumn join = field.getAnnotation(JoinColumn.class);
              return Stream.concat(
                  Stream.ofNullable(column).map(jakarta.persistence.Column::name),
                  Stream.ofNullable(join).map(JoinColumn::name));
            });
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
