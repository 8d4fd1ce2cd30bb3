package dev.coffer.cdi;

import dev.coffer.Coffer;
import dev.coffer.backup.Backups;
import dev.coffer.content.ContentStore;
import dev.coffer.host.CofferListener;
import dev.coffer.library.Libraries;
import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A CDI extension that adds beans for Coffer, its stores and the application's repositories. Each
 * bean backs off if the application defines its own. The container loads the extension.
 *
 * <p>Repositories are the interfaces with {@link RecordCollection} in bean archives, and all such
 * interfaces at injection points. The injection points are necessary because an archive that is
 * scanned only for annotated beans does not report its interfaces.
 *
 * <p>If a bean of Coffer is injected, Coffer starts with the application, so that an unusable
 * database fails the deployment and not the first request. Otherwise Coffer starts at its first
 * look-up. The extension does nothing in an application without JPA and Hibernate.
 */
public final class CofferExtension implements Extension {

  private static final Set<Class<?>> OURS =
      Set.of(Coffer.class, RecordStore.class, ContentStore.class, Backups.class);

  private final CofferSettings settings = new CofferSettings(SettingSource.ofContainer());
  private final Set<Type> declared = new HashSet<>();
  private final Set<Class<?>> repositories = new LinkedHashSet<>();
  private boolean active;
  private boolean injected;

  void discovered(
      @Observes @WithAnnotations(RecordCollection.class)
          ProcessAnnotatedType<? extends Object> event) {
    take(event.getAnnotatedType().getJavaClass());
  }

  void injected(@Observes ProcessInjectionPoint<?, ?> event) {
    Type wanted = event.getInjectionPoint().getType();
    if (wanted instanceof ParameterizedType generic
        && Instance.class.isAssignableFrom((Class<?>) generic.getRawType())) {
      wanted = generic.getActualTypeArguments()[0];
    }
    if (wanted instanceof Class<?> type && (OURS.contains(type) || take(type))) {
      injected = true;
    }
  }

  /** Registers a type if it is a repository. Returns whether it is. */
  private boolean take(Class<?> type) {
    boolean repository =
        type.isInterface()
            && type.isAnnotationPresent(RecordCollection.class)
            && RecordRepository.class.isAssignableFrom(type);
    if (repository) {
      repositories.add(type);
    }
    return repository;
  }

  void declared(@Observes ProcessBean<?> event) {
    Set<Annotation> qualifiers = event.getBean().getQualifiers();
    if (qualifiers.contains(Default.Literal.INSTANCE)) {
      declared.addAll(event.getBean().getTypes());
    }
  }

  void addBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
    active = canWork() && settings.enabled();
    if (!active) {
      return;
    }
    if (!declared.contains(Coffer.class)) {
      CofferSource source =
          new CofferSource(settings, new PersistenceUnits(beans, settings.persistenceUnit()));
      // Without a proxy, because the class is final and does not need one.
      event
          .<Coffer>addBean()
          .addTypes(Coffer.class, Object.class)
          .scope(Singleton.class)
          .produceWith(
              instance -> source.open(instance.select(CofferListener.class, Any.Literal.INSTANCE)))
          .disposeWith((coffer, instance) -> coffer.close());
    }
    add(event, RecordStore.class, Coffer::records);
    add(event, ContentStore.class, Coffer::contents);
    if (settings.hasBackups()) {
      add(event, Backups.class, Coffer::backups);
    }
    repositories.forEach(each -> addRepository(event, each));
  }

  @SuppressWarnings("unchecked") // take() accepts only such types.
  private <R extends RecordRepository<?, ?>> void addRepository(
      AfterBeanDiscovery event, Class<?> type) {
    Class<R> repository = (Class<R>) type;
    add(event, repository, coffer -> coffer.repository(repository));
  }

  private <T> void add(AfterBeanDiscovery event, Class<T> type, Function<Coffer, T> part) {
    if (!declared.contains(type)) {
      event
          .<T>addBean()
          .id("dev.coffer:" + type.getName())
          .addTypes(type, Object.class)
          .scope(ApplicationScoped.class)
          .produceWith(instance -> part.apply(instance.select(Coffer.class).get()));
    }
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
          Object event,
      @Any Instance<Coffer> coffer) {
    if (active && injected) {
      coffer.select(Default.Literal.INSTANCE).get();
    }
  }

  /** Whether JPA and Hibernate are on the class path. */
  static boolean canWork() {
    return Libraries.arePresent(
        "jakarta.persistence.EntityManagerFactory", "org.hibernate.SessionFactory");
  }
}
