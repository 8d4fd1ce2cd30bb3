package dev.coffer.entity;

import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Keeps Hibernate from creating, altering, emptying or dropping Coffer's tables and sequences, and
 * lets it validate them always; asks the host's own filter about all others.
 */
final class OwnTablesFilterProvider implements SchemaFilterProvider {
  private final SchemaFilterProvider host;

  OwnTablesFilterProvider(SchemaFilterProvider host) {
    this.host = host;
  }

  @Override
  public SchemaFilter getCreateFilter() {
    return new Filter(host.getCreateFilter(), false);
  }

  @Override
  public SchemaFilter getDropFilter() {
    return new Filter(host.getDropFilter(), false);
  }

  @Override
  public SchemaFilter getTruncatorFilter() {
    return new Filter(host.getTruncatorFilter(), false);
  }

  @Override
  public SchemaFilter getMigrateFilter() {
    return new Filter(host.getMigrateFilter(), false);
  }

  @Override
  public SchemaFilter getValidateFilter() {
    return new Filter(host.getValidateFilter(), true);
  }

  private record Filter(SchemaFilter host, boolean includesOwn) implements SchemaFilter {

    @Override
    public boolean includeNamespace(Namespace namespace) {
      return host.includeNamespace(namespace);
    }

    @Override
    public boolean includeTable(Table table) {
      return Mapping.owns(table.getName()) ? includesOwn : host.includeTable(table);
    }

    @Override
    public boolean includeSequence(Sequence sequence) {
      return Mapping.owns(sequence.getName().getSequenceName().getText())
          ? includesOwn
          : host.includeSequence(sequence);
    }
  }
}
