package dev.coffer.maintenance.lease;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of the figures of a run: a JSON object of numbers, so that an operator can query it. The
 * names are identifiers and need no escapes.
 */
final class Figures {
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(-?\\d+)");

  private Figures() {}

  static String toJson(Map<String, Long> figures) {
    return figures.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static Map<String, Long> parse(String json) {
    Map<String, Long> figures = new LinkedHashMap<>();
    Matcher member = MEMBER.matcher(json);
    while (member.find()) {
      figures.put(member.group(1), Long.parseLong(member.group(2)));
    }
    return figures;
  }
}
