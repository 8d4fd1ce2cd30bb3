package dev.coffer.console.servlet;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.console.ConsoleSource;
import dev.coffer.console.HostConsole;
import dev.coffer.console.http.HostTokens;
import dev.coffer.library.Libraries;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the console as a servlet of the application, if a {@link ConsoleSource} has one. The
 * servlet container loads this class.
 */
public final class ConsoleInitializer implements ServletContainerInitializer {
  private static final Logger log = LoggerFactory.getLogger(ConsoleInitializer.class);

  private static final String NAME = "dev.coffer.console";
  private static final String SPRING_BOOT = "org.springframework.boot.SpringApplication";

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    // An application of Spring Boot has the console in its DispatcherServlet, by settings of its
    // own, also in a container that has CDI.
    if (Libraries.arePresentTo(context.getClassLoader(), SPRING_BOOT)) {
      return;
    }
    ClassLoader ours = ConsoleSource.class.getClassLoader();
    for (ConsoleSource source : ServiceLoader.load(ConsoleSource.class, ours)) {
      source.find().ifPresent(console -> register(console, context));
    }
  }

  private static void register(HostConsole console, ServletContext context) {
    ServletRegistration.Dynamic servlet =
        context.addServlet(
            NAME, new ConsoleServlet(console.handler(), console.access(), "", HostTokens.NONE));
    if (!servlet.addMapping(console.path() + "/*").isEmpty()) {
      throw new InvalidSettingException(
          "coffer.console.path",
          console.path(),
          "The application has a servlet with this path; choose another path.",
          null);
    }
    if (console.access().role() == null) {
      log.warn(
          "The console of Coffer at {} serves this machine only, because coffer.console.role is not"
              + " set. Protect the path, and set it to the role of the users.",
          context.getContextPath() + console.path());
    }
  }
}
