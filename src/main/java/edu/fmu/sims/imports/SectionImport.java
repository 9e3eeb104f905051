package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.academics.SectionBody;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.imports.Keys.Place;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sections. Nothing but the id tells one for certain: without it, course, term and what the row
 * says of the teacher do, and several that fit are a fault of the row.
 */
record SectionImport(Transactions transactions, SectionService sections) implements Kind {
  private static final int AT_ONCE = 500;

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Places places = keys.places(table.lines(), "id");
    Keys.Found courses = keys.courses(table.lines());
    Keys.Found teachers = keys.teachers(table.lines());
    List<Fault> faults = new ArrayList<>();
    List<Draft<SectionBody>> drafts =
        Lines.read(
            table.lines(),
            faults,
            "course",
            line -> {
              long course = courses.get("course", line.get("course"));
              Lines.required(line, "term");
              ObjectNode body = Bodies.of(line, "term", "teacher_name", "capacity");
              body.put("course", course);
              if (line.has("teacher")) {
                body.put("teacher", teachers.get("teacher", line.get("teacher")));
              }
              Place standing = standing(line, places);
              String key =
                  standing == null
                      ? String.join(
                          "\n",
                          line.get("course"),
                          line.get("term"),
                          line.get("teacher").toLowerCase(Locale.ROOT),
                          line.get("teacher_name"))
                      : String.valueOf(standing.id());
              return new Read<>(
                  key,
                  new Draft<>(
                      line.row(),
                      standing == null ? null : standing.id(),
                      Bodies.input(body, SectionBody.class)));
            });
    Outcome outcome = Steps.each(drafts, AT_ONCE, advance, some -> sections.writeAll(caller, some));
    outcome.faults().addAll(faults);
    return outcome;
  }

  private static @Nullable Place standing(Line line, Places places) {
    if (line.has("id")) {
      return places.byId(line, "id");
    }
    List<Place> found =
        places.all(line.get("course"), line.get("term")).stream()
            .filter(place -> fits(line, place))
            .toList();
    if (found.size() > 1) {
      throw Problem.field(
          "course",
          "Several sections fit (ids "
              + found.stream()
                  .map(place -> String.valueOf(place.id()))
                  .collect(Collectors.joining(", "))
              + "): give the teacher, or the id.");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static boolean fits(Line line, Place place) {
    if (line.has("teacher")) {
      return line.get("teacher").toLowerCase(Locale.ROOT).equals(place.teacher());
    }
    return !line.has("teacher_name") || line.get("teacher_name").equals(place.teacherName());
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return sections.undoAll(caller, Trace.undos(traces, SectionBody.class, Bodies.READER));
  }
}
