package edu.fmu.sims.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation with commands in {@code bash} blocks and, in {@code text} blocks, the
 * lines that a person sees. In these {@code …} stands for whatever differs from run to run, and a
 * run of spaces for any other.
 *
 * @param commands what is to be typed, in the order of the page
 * @param shown the lines that the page shows, in its order
 */
record Walkthrough(List<String> commands, List<String> shown) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(bash|text)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SPACES = Pattern.compile("\\s+");

  static Walkthrough read(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      if (block.group(1).equals("bash")) {
        commands.add(block.group(2));
      } else {
        block.group(2).lines().filter(line -> !line.isBlank()).forEach(shown::add);
      }
    }
    return new Walkthrough(List.copyOf(commands), List.copyOf(shown));
  }

  /** The commands as one script that ends at the first failure. */
  String script() {
    return "set -euo pipefail\n" + String.join("\n", commands);
  }

  /** The shown lines that {@code output} does not have, each to be found after the one before. */
  List<String> missingFrom(String output) {
    List<String> lines = output.lines().map(Walkthrough::plain).toList();
    List<String> missing = new ArrayList<>();
    int from = 0;
    for (String expected : shown) {
      Pattern pattern = pattern(expected);
      int at = from;
      while (at < lines.size() && !pattern.matcher(lines.get(at)).matches()) {
        at++;
      }
      if (at == lines.size()) {
        missing.add(expected);
      } else {
        from = at + 1;
      }
    }
    return missing;
  }

  private static Pattern pattern(String expected) {
    return Pattern.compile(
        Pattern.compile("…")
            .splitAsStream(plain(expected) + "\n")
            .map(part -> Pattern.quote(part.replace("\n", "")))
            .collect(Collectors.joining(".*")));
  }

  private static String plain(String line) {
    return SPACES.matcher(line.strip()).replaceAll(" ");
  }
}
