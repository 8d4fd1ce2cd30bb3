package dev.coffer.hibernate;

import java.util.function.BooleanSupplier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Prevents Hibernate from creating, altering, emptying or dropping Coffer's tables and sequences,
 * and lets it validate them if they exist. For all other objects it uses the host's own filter. A
 * host that uses only the converters has none of Coffer's tables.
 */
final class OwnTablesFilterProvider implements SchemaFilterProvider {
  private final SchemaFilterProvider host;
  private final BooleanSupplier ownExist;

  OwnTablesFilterProvider(SchemaFilterProvider host, BooleanSupplier ownExist) {
    this.host = host;
    this.ownExist = ownExist;
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
    return new Filter(host.getValidateFilter(), ownExist.getAsBoolean());
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
