package dev.coffer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static void splits(String line, String... words) {
    assertThat(Words.of(line)).as(line).isEqualTo(List.of(words));
  }

  private static void refuses(String line, String message) {
    assertThatThrownBy(() -> Words.of(line))
        .as(line)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void blanksSeparateWords() {
    splits("");
    splits(" \t ");
    splits("get  players\talice ", "get", "players", "alice");
    splits("\u00a0 \ud83d\ude00", "\u00a0", "\ud83d\ude00");
  }

  @Test
  void quotesKeepBlanksAndMayBeEmpty() {
    splits("a 'b c' \"d e\"", "a", "b c", "d e");
    splits("'' \"\"", "", "");
    splits("a'b 'c\" d\"", "ab c d");
    splits("'{\"a\": \"\\n\"}'", "{\"a\": \"\\n\"}");
  }

  @Test
  void aBackslashKeepsTheNextCharacter() {
    splits("a\\ b \\' \\\\ \\# \\n", "a b", "'", "\\", "#", "n");
    splits("\"\\\" \\\\ \\$ \\` \\n\"", "\" \\ $ ` \\n");
    splits("'\\'", "\\");
  }

  @Test
  void escapesAreInDollarQuotes() {
    splits("$'a\\nb\\r\\t\\\\\\'\\\"'c", "a\nb\r\t\\'\"c");
    splits("$x a$ \"$'\"", "$x", "a$", "$'");
  }

  @Test
  void aCommentBeginsAWord() {
    splits("# all");
    splits("a #b c", "a");
    splits("a#b '#c' \\#d", "a#b", "#c", "#d");
  }

  @Test
  void otherCharactersAreNotSpecial() {
    splits("a;b|c & > * ~ $(d) `e`", "a;b|c", "&", ">", "*", "~", "$(d)", "`e`");
  }

  @Test
  void anOpenQuoteIsRefused() {
    refuses("a 'b", "single quote");
    refuses("a \"b", "double quote");
    refuses("a \"b\\", "double quote");
    refuses("a $'b", "$'…'");
    refuses("a $'b\\", "$'…'");
    refuses("a \\", "backslash");
    refuses("$'\\x41'", "\\x");
  }
}
