package dev.coffer.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgreSqlDialectTest extends DialectContract {
  @Override
  TestDatabase open() {
    return TestDatabase.postgresql();
  }

  @Override
  String zoneNineHoursAway() {
    return "set time zone 'Asia/Tokyo'";
  }

  @Override
  boolean retriesReferencesToAbsentContents() {
    return true;
  }

  @ParameterizedTest
  @CsvSource({"„,“", "»,«", "«,»", "'\"','\"'"})
  void aReferenceToAnAbsentContentIsRetryableInEveryLanguage(String open, String close)
      throws ReflectiveOperationException {
    String frame = quoted("coffer_frame", open, close);
    String content = quoted("coffer_content", open, close);
    String key = quoted("fk_coffer_frame_content", open, close);
    String insert = "Einfügen in Tabelle " + frame + " verletzt Fremdschlüssel " + key;
    String absent = "Schlüssel (content_id)=(5) ist nicht in Tabelle " + content + " vorhanden.";
    assertThat(isRetryable("fk_coffer_frame_content", insert, absent)).isTrue();

    String delete = "Löschen in Tabelle " + content + " verletzt " + key + " von Tabelle " + frame;
    String needed = "Auf Schlüssel (id)=(5) wird noch aus Tabelle " + frame + " verwiesen.";
    assertThat(isRetryable("fk_coffer_frame_content", delete, needed)).isFalse();
  }

  @Test
  void aReferenceOfTheHostToAnAbsentContentIsRetryable() throws ReflectiveOperationException {
    String absent = "Schlüssel (pdf_id)=(5) ist nicht in Tabelle »coffer_content« vorhanden.";
    assertThat(
            isRetryable(
                "invoice_coffer_content",
                "Einfügen in Tabelle »invoice« verletzt »invoice_coffer_content«",
                absent))
        .isTrue();
    assertThat(
            isRetryable(
                "invoice_customer",
                "Einfügen in Tabelle »invoice« verletzt »invoice_customer«",
                "Schlüssel (customer_id)=(5) ist nicht in Tabelle »customer« vorhanden."))
        .isFalse();
  }

  private static String quoted(String name, String open, String close) {
    return open + name + close;
  }

  /**
   * Uses the driver's own exception, created by reflection, because tests do not compile against
   * the driver.
   */
  private static boolean isRetryable(String constraint, String message, String detail)
      throws ReflectiveOperationException {
    Class<?> fields = Class.forName("org.postgresql.util.ServerErrorMessage");
    String sent =
        String.join("\0", "SFEHLER", "C23503", "M" + message, "D" + detail, "n" + constraint, "");
    Object error =
        Class.forName("org.postgresql.util.PSQLException")
            .getConstructor(fields, boolean.class)
            .newInstance(fields.getConstructor(String.class).newInstance(sent), false);
    return new PostgreSqlDialect().isRetryable((SQLException) error);
  }
}
