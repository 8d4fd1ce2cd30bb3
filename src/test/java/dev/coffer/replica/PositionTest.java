package dev.coffer.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.dialect.Dialect.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  private static Position mariadb(String text) {
    return Position.parse(Product.MARIADB, text);
  }

  private static Position postgresql(String text) {
    return Position.parse(Product.POSTGRESQL, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0-1-100; 0-1-100; true",
        "0-1-100; 0-2-101; true",
        "0-1-100; 0-1-99; false",
        "0-1-100,1-1-5; 0-1-200; false",
        "0-1-100,1-1-5; 1-3-7,0-1-100; true",
        "0-1-100; 0-1-100,7-1-1; true"
      })
  void gtidsAreReachedInEachDomain(String position, String reached, boolean within) {
    assertThat(mariadb(position).isWithin(mariadb(reached))).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "16/B374D848, 16/B374D848, true",
    "16/B374D849, 16/B374D848, false",
    "16/B374D848, 17/0, true",
    "17/0, 16/FFFFFFFF, false",
    "9/0, 10/0, true"
  })
  void positionsOfALogAreNumbers(String position, String reached, boolean within) {
    assertThat(postgresql(position).isWithin(postgresql(reached))).isEqualTo(within);
  }

  @Test
  void whatTwoPositionsHaveTogetherIsWithinBoth() {
    Position both = mariadb("0-1-100,1-1-5").and(mariadb("0-1-90,1-1-9,2-1-1"));
    assertThat(mariadb("0-1-100,1-1-9,2-1-1").isWithin(both)).isTrue();
    assertThat(mariadb("0-1-101").isWithin(both)).isFalse();
    assertThat(mariadb("0-1-1").isWithin(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0-1", "0-1-x", "0-1-1;", "0-1-1,", "16/B374D848", "0-1-99999999999999999999"})
  void otherTextsAreNoGtids(String text) {
    assertThatThrownBy(() -> mariadb(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Coffer.position()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "16/", "16/G", "0-1-100", "16/B374D8481"})
  void otherTextsAreNoPositionsOfALog(String text) {
    assertThatThrownBy(() -> postgresql(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
