package dev.coffer.spring.slice;

import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureJdbc;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * The annotations of {@code @JdbcTest} of Spring Boot 3 and 4. The JVM ignores an annotation whose
 * class is absent. The compiler does not accept {@code @JdbcTest} of both versions.
 */
@SpringBootTest
@OverrideAutoConfiguration(enabled = false)
@AutoConfigureJdbc
@org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc
class JdbcSliceTest extends JdbcSliceContract {}
