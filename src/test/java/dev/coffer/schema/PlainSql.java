package dev.coffer.schema;

import dev.coffer.dialect.Dialect;
import dev.coffer.schema.migration.ChangelogTables;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.ui.LoggerUIService;

/**
 * Generates the plain SQL of the changelogs for one database, by Liquibase and without a database.
 */
final class PlainSql {

  private static final Map<Dialect.Product, String> OLDEST_VERSION =
      Map.of(
          Dialect.Product.H2,
          "2.4",
          Dialect.Product.MARIADB,
          "10.6",
          Dialect.Product.POSTGRESQL,
          "13");

  private static final String HEADER =
      """
      -- Coffer's schema for %s, generated from liquibase/changelog.xml: do not edit.
      -- Coffer runs it itself where Liquibase is absent. To run it by hand or by another tool, run
      -- all of it once, and the changesets that a later release adds after that; each records itself,
      -- so that Coffer and Liquibase go on from there.

      """;

  private static final Pattern CHANGESET = Pattern.compile("--\\s+Changeset (\\S+)");

  /**
   * The row that records a changeset, without the values that depend on the run and on Liquibase's
   * version.
   */
  private static final Pattern RECORD =
      Pattern.compile(
          "INSERT INTO \\S*DATABASECHANGELOG \\(.*VALUES \\(('[^']*', '[^']*', '[^']*'), NOW\\(\\),"
              + " \\d+, ('[^']*', '[^']*', '', 'EXECUTED'), .*",
          Pattern.CASE_INSENSITIVE);

  private PlainSql() {}

  static String fileName(Dialect.Product product) {
    return product.name().toLowerCase(Locale.ROOT) + ".sql";
  }

  static String generate(Dialect.Product product) throws Exception {
    StringBuilder sql = new StringBuilder();
    Scope.child(
        Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false),
        () -> sql.append(generateQuietly(product)));
    return sql.toString();
  }

  private static String generateQuietly(Dialect.Product product) throws Exception {
    Path states = Files.createTempDirectory(Path.of("target"), "offline-");
    String url =
        "offline:%s?version=%s&outputLiquibaseSql=data_only&changeLogFile=%s"
            .formatted(
                product.name().toLowerCase(Locale.ROOT),
                OLDEST_VERSION.get(product),
                states.resolve("state.csv"));
    ResourceAccessor resources = new ClassLoaderResourceAccessor();
    liquibase.database.Database database =
        DatabaseFactory.getInstance().openDatabase(url, null, null, null, resources);
    database.setDatabaseChangeLogTableName(ChangelogTables.CHANGELOG);
    database.setDatabaseChangeLogLockTableName(ChangelogTables.LOCK);
    database.setOutputDefaultSchema(false);
    StringWriter changes = new StringWriter();
    new Liquibase("coffer/liquibase/changelog.xml", resources, database)
        .updateSql(new Contexts(), new LabelExpression(), changes);
    return HEADER.formatted(database.getDatabaseProductName())
        + ownTable(new CreateDatabaseChangeLogTableStatement(), database)
        + ownTable(new CreateDatabaseChangeLogLockTableStatement(), database)
        + "INSERT INTO %s (ID, LOCKED) VALUES (1, FALSE);\n".formatted(ChangelogTables.LOCK)
        + normalised(changes.toString());
  }

  private static String ownTable(SqlStatement table, liquibase.database.Database database) {
    return SqlGeneratorFactory.getInstance()
            .generateSql(table, database)[0]
            .toSql()
            .replaceAll("(?i)coffer_databasechangelog", ChangelogTables.CHANGELOG)
            .replaceAll("(?i)coffer_databasechangeloglock", ChangelogTables.LOCK)
        + ";\n";
  }

  private static String normalised(String generated) {
    StringBuilder sql = new StringBuilder();
    int order = 0;
    for (String line : generated.lines().map(String::stripTrailing).toList()) {
      Matcher changeset = CHANGESET.matcher(line);
      Matcher recorded = RECORD.matcher(line);
      if (changeset.matches()) {
        order++;
        sql.append("\n-- changeset ").append(changeset.group(1)).append('\n');
      } else if (recorded.matches()) {
        sql.append(recording(recorded, order));
      } else if (order > 0 && !line.isBlank() && !line.startsWith("--")) {
        sql.append(line).append('\n');
      }
    }
    return sql.toString();
  }

  private static String recording(Matcher recorded, int order) {
    return """
        INSERT INTO %s (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
            COMMENTS, EXECTYPE, LIQUIBASE)
          VALUES (%s, NOW(), %d, %s, 'coffer');
        """
        .formatted(ChangelogTables.CHANGELOG, recorded.group(1), order, recorded.group(2));
  }
}
