package dev.coffer.hibernate;

import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/** The filter of a host that has configured none. */
final class UnfilteredSchema implements SchemaFilterProvider {
  static final UnfilteredSchema INSTANCE = new UnfilteredSchema();

  private UnfilteredSchema() {}

  @Override
  public SchemaFilter getCreateFilter() {
    return SchemaFilter.ALL;
  }

  @Override
  public SchemaFilter getDropFilter() {
    return SchemaFilter.ALL;
  }

  @Override
  public SchemaFilter getTruncatorFilter() {
    return SchemaFilter.ALL;
  }

  @Override
  public SchemaFilter getMigrateFilter() {
    return SchemaFilter.ALL;
  }

  @Override
  public SchemaFilter getValidateFilter() {
    return SchemaFilter.ALL;
  }
}
