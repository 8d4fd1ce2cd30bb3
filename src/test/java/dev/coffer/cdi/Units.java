package dev.coffer.cdi;

import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceReference;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/** The persistence units of a container of Jakarta EE, as Weld asks for them: one. */
record Units(String name, EntityManagerFactory factory) implements JpaInjectionServices {

  @Override
  public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(
      InjectionPoint point) {
    String wanted = point.getAnnotated().getAnnotation(PersistenceUnit.class).unitName();
    if (!wanted.equals(name)) {
      throw new IllegalArgumentException("there is no unit " + wanted);
    }
    ResourceReference<EntityManagerFactory> reference = new SimpleResourceReference<>(factory);
    return () -> reference;
  }

  @Override
  public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(
      InjectionPoint point) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void cleanup() {}
}
