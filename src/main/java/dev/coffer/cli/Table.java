package dev.coffer.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Formats text in columns. The first column is left-aligned, the others are right-aligned by
 * default.
 */
final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;
  private boolean ofTexts;

  Table(String... headings) {
    this.columns = headings.length;
    rows.add(List.of(headings));
  }

  /** Aligns all columns left, for texts. */
  Table ofTexts() {
    ofTexts = true;
    return this;
  }

  /** Adds a row. Missing cells at its end stay empty. */
  void row(String... cells) {
    List<String> row = new ArrayList<>(List.of(cells));
    while (row.size() < columns) {
      row.add("");
    }
    rows.add(row);
  }

  /** The lines of the table, beginning with the headings and a rule. */
  List<String> lines() {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String padding = " ".repeat(widths[column] - width(row.get(column)));
        line.append(column == 0 ? "" : GAP);
        line.append(column == 0 || ofTexts ? row.get(column) + padding : padding + row.get(column));
      }
      lines.add(line.toString().stripTrailing());
      if (lines.size() == 1) {
        int width = GAP.length() * (columns - 1);
        for (int columnWidth : widths) {
          width += columnWidth;
        }
        lines.add("-".repeat(width));
      }
    }
    return lines;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
