package dev.coffer.spring.slice;

import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.jdbc.AutoConfigureJdbc;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * What {@code @JdbcTest} consists of, in either generation: the JVM passes over the annotation
 * whose class is absent. The compiler accepts no {@code @JdbcTest} of both.
 */
@SpringBootTest
@OverrideAutoConfiguration(enabled = false)
@AutoConfigureJdbc
@org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc
class JdbcSliceTest extends JdbcSliceContract {}
