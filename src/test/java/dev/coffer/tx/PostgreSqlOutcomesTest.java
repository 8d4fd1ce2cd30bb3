package dev.coffer.tx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.DatabaseOperationException;
import dev.coffer.testing.TestDatabase;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgreSqlOutcomesTest extends OutcomesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgresql();
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitRefusesIt() {
    assertThatThrownBy(
            () ->
                own()
                    .write(
                        unit -> {
                          try (Statement statement = unit.connection().createStatement()) {
                            statement.execute(
                                "alter table account add holder integer references account (id)"
                                    + " deferrable initially deferred");
                            return statement.executeUpdate("update account set holder = 77");
                          }
                        }))
        .isInstanceOf(DatabaseOperationException.class)
        .hasMessageContaining("23503");
  }
}
