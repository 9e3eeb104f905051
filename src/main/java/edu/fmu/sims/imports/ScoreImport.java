package edu.fmu.sims.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.assessments.ScoreBody;
import edu.fmu.sims.assessments.ScoreBulkBody;
import edu.fmu.sims.assessments.ScoreBulkService;
import edu.fmu.sims.assessments.ScoreService;
import edu.fmu.sims.imports.Keys.Place;
import edu.fmu.sims.imports.Lines.Read;
import edu.fmu.sims.imports.StandingRecords.Assessment;
import edu.fmu.sims.imports.StandingRecords.Pair;
import edu.fmu.sims.imports.StandingRecords.Standing;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.web.Json;
import edu.fmu.sims.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores: cells of gradebooks, written together. An empty score is a fault and not a zero; who has
 * none is left out.
 */
record ScoreImport(Transactions transactions, ScoreService scores, ScoreBulkService cells)
    implements Kind {
  private static final int AT_ONCE = 1000;

  private record Entry(int row, Pair cell, String score, String maxScore) {}

  @Override
  public Outcome write(Caller caller, Table table, IntConsumer advance) {
    Keys keys = new Keys(transactions, caller, table.isExport());
    Places places = keys.places(table.lines(), "section");
    Keys.Found students = keys.students(table.lines(), "student");
    Assessments assessments = assessments(caller, table, places);
    List<Fault> faults = new ArrayList<>();
    List<Entry> entries =
        Lines.read(
            table.lines(),
            faults,
            "student",
            line -> {
              Pair cell =
                  new Pair(
                      students.get("student", line.get("student")), assessments.of(line, places));
              return new Read<>(
                  cell.toString(),
                  new Entry(
                      line.row(), cell, Lines.required(line, "score"), line.get("max_score")));
            });
    Outcome outcome = Steps.each(entries, AT_ONCE, advance, some -> writeSome(caller, some));
    outcome.faults().addAll(faults);
    return outcome;
  }

  private Assessments assessments(Caller caller, Table table, Places places) {
    Set<Long> sections = new LinkedHashSet<>();
    Set<Long> ids = new LinkedHashSet<>();
    for (Line line : table.lines()) {
      if (table.isExport() && line.get("assessment").matches("[1-9][0-9]{0,17}")) {
        ids.add(Long.valueOf(line.get("assessment")));
      }
      if (line.has("section") || line.has("course")) {
        try {
          sections.add(places.of(line).id());
        } catch (Problem unknown) {
          continue; // the row is refused for it when it is read
        }
      }
    }
    long teacher = caller.is(Role.FACULTY) ? caller.userId() : 0;
    return new Assessments(
        new StandingRecords(transactions).assessments(sections, ids, teacher), ids);
  }

  /** The assessments that rows may mean. */
  private static final class Assessments {
    private final Map<Long, Assessment> byId = new HashMap<>();
    private final Map<String, List<Assessment>> byName = new HashMap<>();
    private final Set<Long> ids;

    Assessments(List<Assessment> all, Set<Long> ids) {
      this.ids = ids;
      for (Assessment one : all) {
        byId.put(one.id(), one);
        byName.computeIfAbsent(key(one.section(), one.type()), k -> new ArrayList<>()).add(one);
      }
    }

    private static String key(long section, String type) {
      return section + "/" + type.toLowerCase(Locale.ROOT);
    }

    long of(Line line, Places places) {
      String name = Lines.required(line, "assessment");
      if (!line.has("section") && !line.has("course")) {
        Assessment exported = byNumber(name);
        if (exported == null) {
          throw Problem.field("assessment", "There is no such assessment.");
        }
        return exported.id();
      }
      Place place = places.of(line);
      Places.checkAgrees(line, place);
      List<Assessment> found = byName.getOrDefault(key(place.id(), name), List.of());
      if (found.isEmpty()) {
        throw Problem.field(
            "assessment", "The section has no assessment " + Keys.shown(name) + ".");
      }
      if (found.size() > 1) {
        throw Problem.field(
            "assessment", "The section has several assessments " + Keys.shown(name) + ".");
      }
      return found.getFirst().id();
    }

    private @Nullable Assessment byNumber(String text) {
      return text.matches("[1-9][0-9]{0,17}") && ids.contains(Long.valueOf(text))
          ? byId.get(Long.valueOf(text))
          : null;
    }
  }

  private Outcome writeSome(Caller caller, List<Entry> entries) {
    StandingRecords records = new StandingRecords(transactions);
    List<Pair> pairs = entries.stream().map(Entry::cell).toList();
    Map<Pair, Standing> before = records.scores(pairs);
    Outcome outcome = Outcome.empty();
    List<Entry> written =
        Steps.accepted(
            entries,
            "scores",
            Entry::row,
            outcome.faults(),
            open ->
                transactions.part(
                    () ->
                        cells.write(
                            caller, Bodies.input(body(open, before), ScoreBulkBody.class))));
    Map<Pair, Standing> after = records.scores(pairs);
    for (Entry entry : written) {
      outcome
          .done()
          .add(
              AttendanceImport.done(
                  entry.row(),
                  before.get(entry.cell()),
                  Objects.requireNonNull(after.get(entry.cell()))));
    }
    return outcome;
  }

  private static ObjectNode body(List<Entry> entries, Map<Pair, Standing> before) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode scores = body.putArray("scores");
    for (Entry entry : entries) {
      ObjectNode cell =
          scores
              .addObject()
              .put("assessment", entry.cell().other())
              .put("student", entry.cell().student())
              .put("score", entry.score());
      if (!entry.maxScore().isEmpty()) {
        cell.put("max_score", entry.maxScore());
      }
      Standing standing = before.get(entry.cell());
      if (standing != null) {
        cell.put("version", standing.version());
      }
    }
    return body;
  }

  @Override
  public List<Fault> undo(Caller caller, List<Trace> traces, String reason) {
    return scores.undoAll(caller, Trace.undos(traces, ScoreBody.class, Bodies.READER));
  }
}
