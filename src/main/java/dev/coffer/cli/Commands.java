package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.record.Expiry;
import dev.coffer.shard.ShardKey;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** All commands, in the groups and the order of the help. */
final class Commands {
  /** The name of the program. */
  static final String ROOT = "coffer";

  /** The commands that open a database in their own way, and so do not run in a session. */
  static final Set<String> ALONE =
      Set.of("migrate", "trial", "console", "shell", "shards", "generate-completion");

  /** By the first word of their commands. */
  private static final Map<String, Supplier<Callable<Integer>>> PARENTS =
      Map.of("files", FilesCommand::new, "shards", ShardsCommand::new);

  /** By heading, then by the words of the command: its name, or a parent and its name. */
  private static final Map<String, Map<String, Function<Console, ConsoleCommand>>> GROUPS =
      new LinkedHashMap<>();

  static {
    Map<String, Function<Console, ConsoleCommand>> records = group("Records");
    records.put("put", PutCommand::new);
    records.put("get", GetCommand::new);
    records.put("delete", DeleteCommand::new);
    records.put("erase", EraseCommand::new);
    records.put("list", ListCommand::new);
    records.put("count", CountCommand::new);
    records.put("touch", TouchCommand::new);
    records.put("rename", RenameCommand::new);
    records.put("collections", CollectionsCommand::new);
    records.put("import", ImportCommand::new);
    records.put("export", ExportCommand::new);
    records.put("rename-collection", RenameCollectionCommand::new);
    Map<String, Function<Console, ConsoleCommand>> contents = group("Contents");
    contents.put("store", StoreCommand::new);
    contents.put("fetch", FetchCommand::new);
    contents.put("contents", ContentsCommand::new);
    contents.put("info", InfoCommand::new);
    contents.put("retain", RetainCommand::new);
    contents.put("release", ReleaseCommand::new);
    contents.put("delete-content", DeleteContentCommand::new);
    Map<String, Function<Console, ConsoleCommand>> files = group("Files");
    files.put("files put", FilePutCommand::new);
    files.put("files get", FileGetCommand::new);
    files.put("files ls", FileListCommand::new);
    files.put("files info", FileInfoCommand::new);
    files.put("files mv", FileMoveCommand::new);
    files.put("files rm", FileRemoveCommand::new);
    Map<String, Function<Console, ConsoleCommand>> database = group("Database");
    database.put("migrate", MigrateCommand::new);
    database.put("stats", StatsCommand::new);
    database.put("profile", ProfileCommand::new);
    database.put("history", HistoryCommand::new);
    database.put("status", StatusCommand::new);
    database.put("maintain", MaintainCommand::new);
    database.put("runs", RunsCommand::new);
    database.put("topology", TopologyCommand::new);
    database.put("verify", VerifyCommand::new);
    database.put("dictionary", DictionaryCommand::new);
    database.put("recompress", RecompressCommand::new);
    database.put("trial", TrialCommand::new);
    database.put("console", WebConsoleCommand::new);
    database.put("shell", ShellCommand::new);
    Map<String, Function<Console, ConsoleCommand>> shards = group("Shards");
    shards.put("shards create", ShardCreateCommand::new);
    shards.put("shards status", ShardStatusCommand::new);
    shards.put("shards add", ShardAddCommand::new);
    shards.put("shards drain", ShardDrainCommand::new);
    shards.put("shards weight", ShardWeightCommand::new);
    shards.put("shards resume", ShardResumeCommand::new);
    Map<String, Function<Console, ConsoleCommand>> backups = group("Backups");
    backups.put("backup", BackupCommand::new);
    backups.put("snapshots", SnapshotsCommand::new);
    backups.put("verify-backup", VerifyBackupCommand::new);
    backups.put("restore", RestoreCommand::new);
    backups.put("forget", ForgetCommand::new);
    backups.put("prune", PruneCommand::new);
    backups.put("repair-backup", RepairBackupCommand::new);
    backups.put("change-backup-secret", ChangeBackupSecretCommand::new);
  }

  private Commands() {}

  private static Map<String, Function<Console, ConsoleCommand>> group(String heading) {
    return GROUPS.computeIfAbsent(heading, each -> new LinkedHashMap<>());
  }

  /** A command line with all commands. */
  static CommandLine all(Console console) {
    CommandLine root = new CommandLine(new CofferCommand());
    for (Map<String, Function<Console, ConsoleCommand>> group : GROUPS.values()) {
      group.forEach(
          (words, command) -> {
            ConsoleCommand created = command.apply(console);
            CommandLine line = new CommandLine(created);
            created.addConnection(line.getCommandSpec());
            add(root, words, line);
          });
    }
    root.addSubcommand(new HelpCommand());
    root.addSubcommand(new AutoComplete.GenerateCompletion());
    return configured(root, console);
  }

  /**
   * A command line for one command of a session, over its open database. It has the other commands
   * only if the name is none of a command: to list them, or to suggest one.
   *
   * @param name the first word of the command
   */
  static CommandLine inSession(Console console, Coffer coffer, String name) {
    CommandLine root = new CommandLine(new CofferCommand());
    boolean isKnown =
        GROUPS.values().stream()
            .flatMap(group -> group.keySet().stream())
            .anyMatch(words -> first(words).equals(name));
    for (Map<String, Function<Console, ConsoleCommand>> group : GROUPS.values()) {
      group.forEach(
          (words, command) -> {
            if (isKnown ? first(words).equals(name) : !ALONE.contains(first(words))) {
              ConsoleCommand created = command.apply(console);
              created.use(coffer);
              add(root, words, new CommandLine(created));
            }
          });
    }
    root.addSubcommand(new HelpCommand());
    return configured(root, console);
  }

  private static String first(String words) {
    return words.split(" ", -1)[0];
  }

  /** Adds a command to the root, or to its parent, which is added with its first command. */
  private static void add(CommandLine root, String words, CommandLine command) {
    String name = first(words);
    if (name.equals(words)) {
      root.addSubcommand(name, command);
      return;
    }
    CommandLine parent = root.getSubcommands().get(name);
    if (parent == null) {
      parent = new CommandLine(Objects.requireNonNull(PARENTS.get(name)).get());
      root.addSubcommand(name, parent);
    }
    parent.addSubcommand(words.substring(name.length() + 1), command);
  }

  private static CommandLine configured(CommandLine root, Console console) {
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Commands::list);
    return root
        // A key may begin with '@' and must not be read as a file of arguments.
        .setExpandAtFiles(false)
        .registerConverter(JsonPointer.class, text -> converted(text, JsonPointer::parse))
        .registerConverter(TrialSource.class, text -> converted(text, TrialSource::parse))
        .registerConverter(Duration.class, text -> converted(text, Durations::parse))
        .registerConverter(Instant.class, text -> converted(text, Commands::time))
        .registerConverter(ReadShare.class, text -> converted(text, ReadShare::parse))
        .registerConverter(ContentHash.class, text -> converted(text, ContentHash::parse))
        .registerConverter(RecordName.class, text -> converted(text, RecordName::parse))
        .registerConverter(ShardAddress.class, text -> converted(text, ShardAddress::parse))
        .registerConverter(ShardKey.class, text -> converted(text, ShardKey::parse))
        .registerConverter(Expiry.class, text -> converted(text, TimeToLive::parse))
        .setColorScheme(
            Help.defaultColorScheme(console.terminal().showsResults() ? Ansi.AUTO : Ansi.OFF))
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
  }

  private static Instant time(String text) {
    return Times.parse(text, ZoneId.systemDefault());
  }

  private static <T> T converted(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /** The list of the commands, group by group. */
  private static String list(Help help) {
    Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
    StringBuilder list = new StringBuilder();
    GROUPS.forEach(
        (heading, group) -> {
          Map<String, Help> listed = new LinkedHashMap<>(left);
          Set<String> names =
              group.keySet().stream().map(Commands::first).collect(Collectors.toSet());
          listed.keySet().retainAll(names);
          left.keySet().removeAll(names);
          list.append(help.createHeading("%n" + heading + ":%n")).append(help.commandList(listed));
        });
    return list.append(help.createHeading("%nOther:%n")).append(help.commandList(left)).toString();
  }
}
