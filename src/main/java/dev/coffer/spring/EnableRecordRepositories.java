package dev.coffer.spring;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Says where the application's own {@link RecordRepository} interfaces are, those that carry {@link
 * RecordCollection}, where that is not the package of its main class or below.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(EnabledRepositories.class)
public @interface EnableRecordRepositories {

  /** The packages to look in, each with all below it; by default that of the annotated class. */
  String[] basePackages() default {};

  /** Classes whose packages to look in, which names them in a way that the compiler checks. */
  Class<?>[] basePackageClasses() default {};
}
