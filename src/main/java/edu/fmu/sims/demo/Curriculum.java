package edu.fmu.sims.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs and their plans of study, in the order of the files that hold them. */
record Curriculum(List<ProgramLine> programs, List<CourseLine> courses) {

  static Curriculum load() {
    Map<String, ProgramLine> byCode = new HashMap<>();
    List<ProgramLine> programs = new ArrayList<>();
    for (String[] field : lines("programs.tsv")) {
      ProgramLine program =
          new ProgramLine(
              programs.size(),
              field[0],
              field[1],
              Integer.parseInt(field[2]),
              Integer.parseInt(field[3]),
              Integer.parseInt(field[4]));
      programs.add(program);
      byCode.put(program.code(), program);
    }
    Map<String, Integer> places = new HashMap<>();
    List<CourseLine> courses = new ArrayList<>();
    for (String[] field : lines("courses.tsv")) {
      ProgramLine program = byCode.get(field[0]);
      if (program == null) {
        throw new IllegalStateException("courses.tsv names the unknown program " + field[0]);
      }
      int position = places.merge(field[0] + field[1], 1, Integer::sum) - 1;
      courses.add(
          new CourseLine(
              courses.size(),
              program,
              Integer.parseInt(field[1]),
              position,
              field[2],
              field[3],
              Integer.parseInt(field[4])));
    }
    return new Curriculum(List.copyOf(programs), List.copyOf(courses));
  }

  /** The courses of one semester of a program; none beyond its last. */
  List<CourseLine> semester(ProgramLine program, int semester) {
    return courses.stream()
        .filter(c -> c.program() == program && c.semester() == semester)
        .toList();
  }

  static List<String[]> lines(String file) {
    try (InputStream in = Curriculum.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + Curriculum.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
