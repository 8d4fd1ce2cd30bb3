package dev.coffer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the packages of Coffer may import: the data of the architecture tests. */
final class PackageRules {

  private PackageRules() {}

  /**
   * What each package may import of ours, beside itself. A line names a package and the packages
   * below it that it may import.
   */
  static final Map<String, Set<String>> MAY_IMPORT =
      table(
          """
          api                  :
          hash                 : api hash.blake3
          hash.blake3          :
          codec.frame          : api codec
          codec                :
          format.mapping       : api format format.scan
          format.scan          : api
          format               : api format.scan
          dialect              : api
          schema.migration     : api dialect
          schema               : api dialect schema.migration
          stats.recorder       : stats
          stats                :
          host                 : api maintenance
          change               : api host maintenance tx
          cache                : stats
          topology             :
          library              :
          tx                   : api schema dialect host stats.recorder
          replica              : api dialect host maintenance schema stats stats.recorder \
                                 topology tx
          entity               : api cache codec.frame format format.mapping hash
          hibernate            : api cache entity
          content              : api entity
          content.part         : api hash entity
          content.row          : api codec.frame dialect tx entity content.part
          content.read         : api hash codec.frame dialect stats stats.recorder tx entity \
                                 content content.part content.row
          content.write        : api hash codec.frame stats.recorder tx entity content.part \
                                 content.row content.read
          content.store        : api hash codec.frame change stats stats.recorder tx entity \
                                 content content.part content.row content.read content.write
          dictionary           : api codec codec.frame dialect tx maintenance
          record               : codec format format.mapping
          record.key           : api record
          record.row           : api codec.frame dialect tx entity content.store record record.key
          record.value         : api codec.frame format format.mapping record record.key \
                                 record.row
          record.cache         : api codec.frame dialect stats stats.recorder cache tx hibernate \
                                 content.store dictionary record record.key record.row \
                                 record.value
          record.write         : api codec.frame change host dialect stats stats.recorder tx \
                                 entity content.store content.write dictionary record record.key \
                                 record.row record.value record.cache
          record.store         : api change format format.mapping stats stats.recorder tx \
                                 content.store dictionary record record.key record.row \
                                 record.value record.cache record.write
          shard                :
          shard.cluster        : api content content.row content.store content.write dialect entity \
                                 record record.key record.row record.store record.value \
                                 record.write replica shard tx
          file                 : api record
          file.store           : api entity content record record.key file
          opener               : api cache schema stats
          backup               : api
          backup.store         : api backup
          backup.snapshot      : backup backup.store
          backup.progress      : backup
          backup.view          : api backup.snapshot codec.frame content.row dialect record.key \
                                 record.row tx
          backup.create        : api backup backup.progress backup.snapshot backup.store \
                                 backup.view codec.frame dialect hash record.key schema tx
          backup.restore       : api backup backup.progress backup.snapshot backup.store \
                                 backup.view codec.frame content.row dialect entity hash record.key tx
          backup.verify        : api backup backup.progress backup.snapshot backup.store \
                                 codec.frame hash
          backup.retain        : backup
          backup.repair        : api backup backup.snapshot backup.store backup.verify
          backup.run           : backup backup.create backup.repair backup.restore backup.retain \
                                 backup.snapshot backup.store backup.verify schema tx
          maintenance          : api backup
          maintenance.schedule : maintenance
          maintenance.lease    : api dialect tx maintenance topology
          topology.survey      : dialect maintenance maintenance.lease topology tx
          maintenance.task     : api tx maintenance maintenance.lease
          maintenance.collect  : api change content.read content.row dialect hibernate maintenance \
                                 maintenance.task tx
          maintenance.scrub    : change content content.row dictionary maintenance \
                                 maintenance.run maintenance.task record.key record.row tx
          maintenance.erase    : api codec.frame content content.row dialect dictionary maintenance \
                                 maintenance.run record.key record.store tx
          maintenance.backup   : api backup maintenance maintenance.task
          maintenance.expire   : maintenance maintenance.task record.row record.write
          maintenance.upkeep   : content.row dialect dictionary maintenance maintenance.task tx
          maintenance.engine   : api change dialect tx maintenance maintenance.lease maintenance.task
          maintenance.run      : api codec.frame format schema dialect tx content dictionary \
                                 record record.write maintenance maintenance.task
          maintenance.measure  : codec.frame dialect maintenance maintenance.run maintenance.task tx
          """);

  /** The packages above the root package, which no lower package may import. */
  static final List<String> UPPER =
      List.of(
          "standalone",
          "cache.ehcache",
          "maintenance.quartz",
          "stats.micrometer",
          "schema.liquibase",
          "codec.zstd",
          "format.jackson",
          "format.jackson3",
          "console",
          "spring",
          "cdi",
          "cli");

  /** The packages of each optional library, and its only importer. */
  static final Map<String, List<String>> IMPORTERS =
      Map.ofEntries(
          Map.entry("standalone", List.of("com.zaxxer.hikari..")),
          Map.entry("cache.ehcache", List.of("org.ehcache..", "javax.cache..")),
          Map.entry("maintenance.quartz", List.of("org.quartz..")),
          Map.entry("schema.liquibase", List.of("liquibase..")),
          Map.entry(
              "format.jackson",
              List.of("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")),
          Map.entry("format.jackson3", List.of("tools.jackson..")),
          Map.entry("cli", List.of("picocli..")),
          Map.entry("stats.micrometer", List.of("io.micrometer..")),
          Map.entry("codec.zstd", List.of("com.github.luben..")),
          Map.entry("console.servlet", List.of("jakarta.servlet..")),
          Map.entry("spring", List.of("org.springframework..", "reactor..")),
          Map.entry(
              "cdi",
              List.of(
                  "jakarta.enterprise..",
                  "jakarta.inject..",
                  "jakarta.interceptor..",
                  "org.eclipse.microprofile..")));

  private static Map<String, Set<String>> table(String text) {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] sides = line.split(":", -1);
      String imports = sides[1].strip();
      Set<String> names =
          imports.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(imports.split("\\s+", -1)));
      if (table.put(sides[0].strip(), names) != null) {
        throw new IllegalStateException("Two lines for " + sides[0]);
      }
    }
    return table;
  }
}
