package dev.coffer.cdi;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.CheckLevel;
import dev.coffer.backup.RepositorySecret;
import dev.coffer.backup.RetentionPolicy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings {@code coffer.backup.*}. No message has a secret or the text of a location. */
final class BackupSettingNames {
  private static final String PREFIX = "coffer.backup.";
  private static final String LOCATION = PREFIX + "location";
  private static final String PASSPHRASE = PREFIX + "passphrase";
  private static final String PASSPHRASE_FILE = PREFIX + "passphrase-file";
  private static final String KEY_FILE = PREFIX + "key-file";
  private static final String HIDDEN = "…";

  private final CofferSettings settings;

  BackupSettingNames(CofferSettings settings) {
    this.settings = settings;
  }

  /** The location of the repository; empty for no scheduled backups. */
  Optional<String> location() {
    return settings.text(LOCATION).filter(text -> !text.isBlank());
  }

  /** The plan of backups; empty if there is no location. It reads the files of secrets. */
  Optional<BackupPlan> plan() {
    return location().map(this::plan);
  }

  private BackupPlan plan(String location) {
    BackupSettings repository = hidden(LOCATION, () -> BackupSettings.at(location.strip()));
    RepositorySecret secret = secret();
    if (secret != null) {
      repository = repository.withSecret(secret);
    }
    repository =
        with("grace", repository, (all, text) -> all.withGrace(CofferSettings.duration(text)));
    BackupPlan plan = BackupPlan.into(repository);
    plan = with("tags", plan, (all, text) -> all.withTags(words(text)));
    plan = with("verify", plan, (all, text) -> all.withVerification(level(text)));
    plan = with("shares", plan, (all, text) -> all.withShares(Integer.parseInt(text)));
    plan = with("trial", plan, (all, text) -> all.withTrial(CofferSettings.duration(text)));
    plan = with("max-age", plan, (all, text) -> all.withMaxAge(CofferSettings.duration(text)));
    RetentionPolicy retention = retention();
    return retention.isEmpty() ? plan : plan.withRetention(retention);
  }

  private RetentionPolicy retention() {
    RetentionPolicy policy = RetentionPolicy.none();
    policy = with("keep.last", policy, (all, text) -> all.keepLast(Integer.parseInt(text)));
    policy = with("keep.hourly", policy, (all, text) -> all.keepHourly(Integer.parseInt(text)));
    policy = with("keep.daily", policy, (all, text) -> all.keepDaily(Integer.parseInt(text)));
    policy = with("keep.weekly", policy, (all, text) -> all.keepWeekly(Integer.parseInt(text)));
    policy = with("keep.monthly", policy, (all, text) -> all.keepMonthly(Integer.parseInt(text)));
    policy = with("keep.yearly", policy, (all, text) -> all.keepYearly(Integer.parseInt(text)));
    policy =
        with("keep.within", policy, (all, text) -> all.keepWithin(CofferSettings.duration(text)));
    return with(
        "keep.tags",
        policy,
        (all, text) -> {
          RetentionPolicy tagged = all;
          for (String each : words(text)) {
            tagged = tagged.keepTag(each);
          }
          return tagged;
        });
  }

  private @Nullable RepositorySecret secret() {
    if (Stream.of(PASSPHRASE, PASSPHRASE_FILE, KEY_FILE)
            .filter(each -> settings.text(each).isPresent())
            .count()
        > 1) {
      throw new InvalidSettingException(
          PASSPHRASE,
          HIDDEN,
          "Use only one of " + PASSPHRASE + ", " + PASSPHRASE_FILE + " and " + KEY_FILE + ".",
          null);
    }
    Optional<String> passphrase = settings.text(PASSPHRASE);
    if (passphrase.isPresent()) {
      char[] characters = passphrase.get().toCharArray();
      return hidden(PASSPHRASE, () -> RepositorySecret.passphrase(characters));
    }
    Function<String, RepositorySecret> ofPassphraseFile =
        text -> RepositorySecret.passphraseIn(Path.of(text));
    Function<String, RepositorySecret> ofKeyFile = text -> RepositorySecret.keyFile(Path.of(text));
    return settings
        .find(PASSPHRASE_FILE, ofPassphraseFile)
        .or(() -> settings.find(KEY_FILE, ofKeyFile))
        .orElse(null);
  }

  private <T> T with(String name, T value, BiFunction<T, String, T> use) {
    return settings.find(PREFIX + name, text -> use.apply(value, text)).orElse(value);
  }

  private static <T> T hidden(String name, Supplier<T> use) {
    try {
      return use.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name, HIDDEN, e.getMessage(), e);
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split("\\s*,\\s*"));
  }

  private static CheckLevel level(String text) {
    return Arrays.stream(CheckLevel.values())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Use structure, share, all or trial."));
  }
}
