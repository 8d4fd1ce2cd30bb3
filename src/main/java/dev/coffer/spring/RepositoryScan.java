package dev.coffer.spring;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Scans packages and their subpackages for an application's own repository interfaces, top-level or
 * nested, that are annotated with {@link RecordCollection}. Each interface becomes a bean, unless
 * the application already has a bean of this type.
 */
final class RepositoryScan extends ClassPathScanningCandidateComponentProvider {

  private final ResourceLoader resources;

  RepositoryScan(Environment environment, ResourceLoader resources) {
    super(false, environment);
    this.resources = resources;
    setResourceLoader(resources);
    addIncludeFilter(new AnnotationTypeFilter(RecordCollection.class, false, true));
    addExcludeFilter(
        (reader, readers) ->
            !new AssignableTypeFilter(RecordRepository.class).match(reader, readers));
  }

  @Override
  protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
    return definition.getMetadata().isInterface() && definition.getMetadata().isIndependent();
  }

  void register(
      Iterable<String> packages, BeanDefinitionRegistry registry, ListableBeanFactory beans) {
    for (String each : packages) {
      for (BeanDefinition found : findCandidateComponents(each)) {
        Class<?> type =
            ClassUtils.resolveClassName(
                String.valueOf(found.getBeanClassName()), resources.getClassLoader());
        if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length
            == 0) {
          register(type, found, registry);
        }
      }
    }
  }

  private static void register(
      Class<?> type, BeanDefinition found, BeanDefinitionRegistry registry) {
    AbstractBeanDefinition definition =
        BeanDefinitionBuilder.rootBeanDefinition(RecordRepositoryFactoryBean.class)
            .addConstructorArgValue(type)
            .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
            .getBeanDefinition();
    definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
    definition.setResourceDescription(type.getName());
    String name = AnnotationBeanNameGenerator.INSTANCE.generateBeanName(found, registry);
    registry.registerBeanDefinition(
        registry.containsBeanDefinition(name) ? type.getName() : name, definition);
  }
}
