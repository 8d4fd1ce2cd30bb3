package dev.coffer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.dialect.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checked-in SQL matches the changelogs. {@code -Dcoffer.sql.write} writes it again. */
class PlainSqlTest {

  @ParameterizedTest
  @EnumSource(Dialect.Product.class)
  void isUpToDate(Dialect.Product product) throws Exception {
    Path file = Path.of("liquibase", "sql", PlainSql.fileName(product));
    String generated = PlainSql.generate(product);
    if (System.getProperty("coffer.sql.write") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("write it again by: mvn test -Dtest=PlainSqlTest -Dcoffer.sql.write")
        .hasContent(generated);
  }
}
