package dev.coffer.spring.slice;

import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.data.jdbc.AutoConfigureDataJdbc;
import org.springframework.boot.test.autoconfigure.jooq.JooqTest;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * The other slices over a DataSource. Spring Boot 3.5 has a separate list of auto-configurations
 * for each. The slices of Spring Boot 4 share the list that {@link JdbcSliceTest} reads.
 */
class Boot3SlicesTest {

  /** The annotations of {@code @DataJdbcTest}, which itself needs Spring Data JDBC. */
  @Nested
  @SpringBootTest
  @OverrideAutoConfiguration(enabled = false)
  @AutoConfigureDataJdbc
  class DataJdbc extends JdbcSliceContract {}

  @Nested
  @JooqTest
  class Jooq extends JdbcSliceContract {}
}
