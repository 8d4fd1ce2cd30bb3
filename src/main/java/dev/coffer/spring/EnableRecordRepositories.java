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
 * Sets the packages of the application's own {@link RecordRepository} interfaces that are annotated
 * with {@link RecordCollection}. It is needed only if they are not in the package of the main class
 * or below.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(EnabledRepositories.class)
public @interface EnableRecordRepositories {

  /**
   * The packages to scan, including subpackages. The default is the package of the annotated class.
   */
  String[] basePackages() default {};

  /** Classes whose packages are scanned, as a type-safe alternative to names. */
  Class<?>[] basePackageClasses() default {};
}
