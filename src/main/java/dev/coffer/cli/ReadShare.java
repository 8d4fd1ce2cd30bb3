package dev.coffer.cli;

import java.util.Map;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A share of all bytes that a check reads.
 *
 * @param of the number of shares; 1 for all bytes
 */
record ReadShare(int of) {
  /** The share of an option without a value. */
  static final String ALL = "100%";

  private static final Pattern FRACTION = Pattern.compile("1/(\\d{1,6})");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}) ?%");

  /**
   * Parses a fraction such as {@code 1/30}, or a percentage such as {@code 10%}. Of a percentage
   * that is no whole fraction, the next larger fraction is read.
   *
   * @throws IllegalArgumentException if the text has neither form
   */
  static ReadShare parse(String text) {
    Matcher fraction = FRACTION.matcher(text);
    Matcher percent = PERCENT.matcher(text);
    int of = 0;
    if (fraction.matches()) {
      of = Integer.parseInt(fraction.group(1));
    } else if (percent.matches()) {
      int share = Integer.parseInt(percent.group(1));
      of = share == 0 ? 0 : 100 / share;
    }
    if (of < 1) {
      throw new IllegalArgumentException(
          "'" + text + "' is no share; use a form such as 1/30 or 10%");
    }
    return new ReadShare(of);
  }

  /** Takes a share only after '=', so that the next argument can be a snapshot. */
  static final class Attached implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // the type of picocli's interface
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        arguments.push(ALL);
      }
      return false;
    }
  }
}
