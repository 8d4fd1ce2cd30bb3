package dev.coffer.entity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with another persistence provider. */
class EclipseLinkTest {

  @Test
  void itsFactoriesAreRefused(@TempDir Path root) throws Exception {
    URL jar = Path.of(System.getProperty("coffer.test.eclipselink")).toUri().toURL();
    try (TestDatabase database = TestDatabase.h2();
        URLClassLoader apart = new URLClassLoader(new URL[] {jar}, getClass().getClassLoader())) {
      PersistenceProvider provider =
          (PersistenceProvider)
              apart
                  .loadClass("org.eclipse.persistence.jpa.PersistenceProvider")
                  .getConstructor()
                  .newInstance();
      try (EntityManagerFactory factory =
          provider.createContainerEntityManagerFactory(
              rootedAt(root, HostApplication.unit(database)),
              Map.of("eclipselink.weaving", "false", "eclipselink.logging.level", "OFF"))) {

        assertThatThrownBy(() -> Coffer.over(factory).build())
            .isInstanceOf(UnsupportedHostException.class)
            .hasMessageContaining("another persistence provider (org.eclipse.persistence.");
      }
    }
  }

  /** EclipseLink requires a location, which units of a container have. */
  private static PersistenceUnitInfo rootedAt(Path root, PersistenceUnitInfo unit) {
    return (PersistenceUnitInfo)
        Proxy.newProxyInstance(
            EclipseLinkTest.class.getClassLoader(),
            new Class<?>[] {PersistenceUnitInfo.class},
            (proxy, method, arguments) ->
                method.getName().equals("getPersistenceUnitRootUrl")
                    ? root.toUri().toURL()
                    : method.invoke(unit, arguments));
  }
}
