package dev.coffer.hibernate;

import dev.coffer.entity.StoredContent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;

/** The references to contents among the attributes of the host's entities. */
final class ContentReferences {

  private static final String CONTENT = StoredContent.class.getName();
  private static final Set<String> OURS =
      Mapping.ENTITIES.stream().map(Class::getName).collect(Collectors.toSet());

  private ContentReferences() {}

  /** Whether there are any references. */
  static boolean exist(Metadata metadata) {
    return metadata.getEntityBindings().stream()
        .filter(entity -> !OURS.contains(entity.getEntityName()))
        .flatMap(ContentReferences::values)
        .anyMatch(ContentReferences::refers);
  }

  /** The columns of all references that are in tables of the database. */
  static List<MappedReferences.Reference> columns(Metadata metadata) {
    return metadata.getEntityBindings().stream()
        .filter(entity -> !OURS.contains(entity.getEntityName()))
        .flatMap(ContentReferences::values)
        .flatMap(ContentReferences::references)
        .filter(each -> each.getTable() != null && each.getTable().isPhysicalTable())
        .flatMap(
            each ->
                each.getColumns().stream()
                    .map(column -> reference(each.getTable(), column.getName())))
        .distinct()
        .toList();
  }

  private static MappedReferences.Reference reference(Table table, String column) {
    String schema = table.getSchema() == null ? table.getCatalog() : table.getSchema();
    return new MappedReferences.Reference(schema, table.getName(), column);
  }

  private static Stream<Value> references(Value value) {
    if (value instanceof ToOne reference) {
      return CONTENT.equals(reference.getReferencedEntityName()) ? Stream.of(value) : Stream.of();
    }
    if (value instanceof Component parts) {
      return parts.getProperties().stream().flatMap(part -> references(part.getValue()));
    }
    if (value instanceof IndexedCollection elements) {
      return Stream.concat(references(elements.getIndex()), references(elements.getElement()));
    }
    return value instanceof Collection elements ? references(elements.getElement()) : Stream.of();
  }

  private static Stream<Value> values(PersistentClass entity) {
    return Stream.concat(
        Stream.of(entity.getIdentifier()), entity.getProperties().stream().map(Property::getValue));
  }

  private static boolean refers(Value value) {
    if (value instanceof ToOne reference) {
      return CONTENT.equals(reference.getReferencedEntityName());
    }
    if (value instanceof OneToMany references) {
      return CONTENT.equals(references.getReferencedEntityName());
    }
    if (value instanceof Component parts) {
      return parts.getProperties().stream().anyMatch(part -> refers(part.getValue()));
    }
    if (value instanceof IndexedCollection elements && refers(elements.getIndex())) {
      return true;
    }
    return value instanceof Collection elements && refers(elements.getElement());
  }
}
