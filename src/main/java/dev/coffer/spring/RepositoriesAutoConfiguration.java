package dev.coffer.spring;

import dev.coffer.record.RecordStore;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Creates beans for the application's own repository interfaces in the packages that Spring Boot
 * scans for entities. It backs off if {@link EnableRecordRepositories} sets the packages.
 */
@AutoConfiguration(after = {CofferAutoConfiguration.class, ShardsAutoConfiguration.class})
@ConditionalOnBean(RecordStore.class)
@ConditionalOnMissingBean(RecordRepositoryFactoryBean.class)
@Import(RepositoriesAutoConfiguration.Registrar.class)
public class RepositoriesAutoConfiguration {

  /** Registers the interfaces below the application's main class. */
  static final class Registrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;
    private final ResourceLoader resources;
    private final BeanFactory beans;

    Registrar(Environment environment, ResourceLoader resources, BeanFactory beans) {
      this.environment = environment;
      this.resources = resources;
      this.beans = beans;
    }

    @Override
    public void registerBeanDefinitions(
        AnnotationMetadata importing, BeanDefinitionRegistry registry) {
      if (AutoConfigurationPackages.has(beans) && beans instanceof ListableBeanFactory all) {
        new RepositoryScan(environment, resources)
            .register(AutoConfigurationPackages.get(beans), registry, all);
      }
    }
  }
}
