package dev.coffer.cdi;

import dev.coffer.Coffer;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.ConsoleSource;
import dev.coffer.console.HostConsole;
import dev.coffer.library.Libraries;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The console of the application's Coffer bean. A servlet container loads this class. */
public final class CdiConsole implements ConsoleSource {

  @Override
  public Optional<HostConsole> find() {
    // A servlet container without CDI loads this class too.
    if (!Libraries.arePresent("jakarta.enterprise.inject.spi.CDI") || !CofferExtension.canWork()) {
      return Optional.empty();
    }
    CofferSettings settings = new CofferSettings(SettingSource.ofContainer());
    ConsoleSettingNames console = new ConsoleSettingNames(settings);
    return settings.enabled() && console.enabled()
        ? Optional.of(
            new HostConsole(console.path(), console.access(), new FirstUse(console.limits())))
        : Optional.empty();
  }

  /**
   * The handler, made at the first request: a servlet container may register servlets before the
   * application has beans. Thread-safe.
   */
  private static final class FirstUse implements Supplier<ConsoleHandler> {
    private final ConsoleSettings limits;
    private @Nullable ConsoleHandler handler;

    FirstUse(ConsoleSettings limits) {
      this.limits = limits;
    }

    @Override
    public synchronized ConsoleHandler get() {
      if (handler == null) {
        handler = new ConsoleHandler(CDI.current().select(Coffer.class).get(), limits);
      }
      return handler;
    }
  }
}
