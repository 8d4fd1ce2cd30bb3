package dev.coffer.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Registers the repository interfaces in the packages of {@link EnableRecordRepositories}. */
final class EnabledRepositories implements ImportBeanDefinitionRegistrar {

  private final Environment environment;
  private final ResourceLoader resources;
  private final BeanFactory beans;

  EnabledRepositories(Environment environment, ResourceLoader resources, BeanFactory beans) {
    this.environment = environment;
    this.resources = resources;
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    MergedAnnotation<EnableRecordRepositories> annotation =
        importing.getAnnotations().get(EnableRecordRepositories.class);
    Set<String> packages = new LinkedHashSet<>(List.of(annotation.getStringArray("basePackages")));
    for (Class<?> type : annotation.getClassArray("basePackageClasses")) {
      packages.add(type.getPackageName());
    }
    if (packages.isEmpty()) {
      packages.add(ClassUtils.getPackageName(importing.getClassName()));
    }
    new RepositoryScan(environment, resources)
        .register(packages, registry, (ListableBeanFactory) beans);
  }
}
