package dev.coffer.cdi;

import dev.coffer.cdi.Application.Bystander;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** A CDI application without JPA that has Coffer on its class path. */
final class Onlooker {

  private Onlooker() {}

  /** Prints the beans that it finds. */
  public static void main(String[] arguments) {
    try (WeldContainer container =
        new Weld()
            .disableDiscovery()
            .addExtension(new CofferExtension())
            .beanClasses(Bystander.class)
            .initialize()) {
      System.out.println("bystander: " + container.select(Bystander.class).isResolvable());
      System.out.println(
          "beans of Coffer: "
              + container.getBeanManager().getBeans(Object.class).stream()
                  .map(bean -> bean.getBeanClass().getName())
                  .filter(name -> name.startsWith("dev.coffer.") && !name.contains("Bystander"))
                  .count());
    }
  }
}
