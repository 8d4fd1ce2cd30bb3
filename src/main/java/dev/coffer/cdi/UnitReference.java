package dev.coffer.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTargetFactory;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import org.jspecify.annotations.Nullable;

/**
 * A holder of a field {@code @PersistenceUnit(unitName = …) EntityManagerFactory} that the
 * container injects.
 *
 * <p>The annotation is added by code. If it were in the class file, a container would find it in
 * every deployment with Coffer's library, and refuse deployments without a persistence unit.
 */
final class UnitReference {

  private @Nullable EntityManagerFactory factory;

  UnitReference() {}

  /**
   * The factory of a persistence unit of the deployment; null if the container injects none, for
   * example in Java SE.
   *
   * @param unitName the name of the unit, or an empty text for the only unit
   */
  static @Nullable EntityManagerFactory resolve(BeanManager beans, String unitName) {
    InjectionTargetFactory<UnitReference> targets =
        beans.getInjectionTargetFactory(beans.createAnnotatedType(UnitReference.class));
    targets.configure().fields().forEach(field -> field.add(new Unit(unitName)));
    UnitReference reference = new UnitReference();
    targets.createInjectionTarget(null).inject(reference, beans.createCreationalContext(null));
    return reference.factory;
  }

  /** {@code @PersistenceUnit} with a name; empty for the only unit of the deployment. */
  @SuppressWarnings("ClassExplicitlyAnnotation") // CDI requires this for annotation literals.
  private static final class Unit extends AnnotationLiteral<PersistenceUnit>
      implements PersistenceUnit {

    private static final long serialVersionUID = 1L;

    private final String unitName;

    Unit(String unitName) {
      this.unitName = unitName;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public String unitName() {
      return unitName;
    }
  }
}
