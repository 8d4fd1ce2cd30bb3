package dev.coffer.hibernate;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A naming strategy that keeps the names of Coffer's tables and sequences, and uses the host's own
 * strategy for all others.
 *
 * <p>A strategy gets a column's name without its table, so this class cannot decide on columns;
 * {@link OwnColumnsIntegrator} restores their names.
 */
final class OwnNames implements PhysicalNamingStrategy {
  private final PhysicalNamingStrategy host;

  private OwnNames(PhysicalNamingStrategy host) {
    this.host = host;
  }

  static PhysicalNamingStrategy around(PhysicalNamingStrategy host) {
    return host instanceof OwnNames ? host : new OwnNames(host);
  }

  @Override
  public @Nullable Identifier toPhysicalCatalogName(
      @Nullable Identifier name, JdbcEnvironment environment) {
    return host.toPhysicalCatalogName(name, environment);
  }

  @Override
  public @Nullable Identifier toPhysicalSchemaName(
      @Nullable Identifier name, JdbcEnvironment environment) {
    return host.toPhysicalSchemaName(name, environment);
  }

  @Override
  public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
    return Mapping.owns(name.getText())
        ? own(name, environment)
        : host.toPhysicalTableName(name, environment);
  }

  @Override
  public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
    return Mapping.owns(name.getText())
        ? own(name, environment)
        : host.toPhysicalSequenceName(name, environment);
  }

  @Override
  public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
    return host.toPhysicalColumnName(name, environment);
  }

  @Override
  public Identifier toPhysicalTypeName(Identifier name, JdbcEnvironment environment) {
    return host.toPhysicalTypeName(name, environment);
  }

  /**
   * Keeps a name of Coffer's. A quoted name must be in the case in which the database stores it.
   */
  private static Identifier own(Identifier name, JdbcEnvironment environment) {
    Identifier unquoted = new Identifier(name.getText(), false);
    return name.isQuoted()
        ? new Identifier(environment.getIdentifierHelper().toMetaDataObjectName(unquoted), true)
        : unquoted;
  }
}
