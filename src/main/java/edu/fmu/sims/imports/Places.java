package edu.fmu.sims.imports;

import edu.fmu.sims.imports.Keys.Place;
import edu.fmu.sims.imports.Table.Line;
import edu.fmu.sims.web.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sections that a file may mean. A row names one by its id, or by course and term, and by the
 * teacher where there are several.
 */
final class Places {
  private final Map<Long, Place> byId = new HashMap<>();
  private final Map<String, List<Place>> byCourseAndTerm;
  private final String none;

  /**
   * @param ownOnly whether they are those of one teacher
   */
  Places(List<Place> places, boolean ownOnly) {
    places.forEach(place -> byId.put(place.id(), place));
    byCourseAndTerm =
        places.stream().collect(Collectors.groupingBy(p -> key(p.course(), p.term())));
    none = ownOnly ? "There is no such section among your own." : "There is no such section.";
  }

  private static String key(String course, String term) {
    return course + "\n" + term;
  }

  /**
   * The section that the row means.
   *
   * @throws Problem 400 when there is none, or more than one
   */
  Place of(Line line) {
    if (line.has("section")) {
      return byId(line, "section");
    }
    for (String column : List.of("course", "term")) {
      if (!line.has(column)) {
        throw Problem.field(column, "This field is required.");
      }
    }
    List<Place> found =
        byCourseAndTerm.getOrDefault(key(line.get("course"), line.get("term")), List.of()).stream()
            .filter(place -> isOf(line, place))
            .toList();
    if (found.isEmpty()) {
      throw Problem.field("course", none);
    }
    if (found.size() > 1) {
      throw Problem.field(
          "course",
          "Several sections are of this course and term (ids "
              + found.stream()
                  .map(place -> String.valueOf(place.id()))
                  .collect(Collectors.joining(", "))
              + "): give the teacher, or the id as section.");
    }
    return found.getFirst();
  }

  /** The section of that id; what else the row says of it must be so. */
  Place byId(Line line, String column) {
    String id = line.get(column);
    Place place = id.matches("[1-9][0-9]{0,17}") ? byId.get(Long.valueOf(id)) : null;
    if (place == null) {
      throw Problem.field(column, none);
    }
    return place;
  }

  /** Those of the course and term. */
  List<Place> all(String course, String term) {
    return byCourseAndTerm.getOrDefault(key(course, term), List.of());
  }

  /** Of a section named by its id, the row may tell course and term as well: they must agree. */
  static void checkAgrees(Line line, Place place) {
    if (line.has("term") && !line.get("term").equals(place.term())) {
      throw Problem.field("term", "The section belongs to the term " + place.term() + ".");
    }
    if (line.has("course") && !line.get("course").equals(place.course())) {
      throw Problem.field("course", "The section is one of " + place.course() + ".");
    }
  }

  private static boolean isOf(Line line, Place place) {
    return !line.has("teacher")
        || line.get("teacher").toLowerCase(Locale.ROOT).equals(place.teacher());
  }
}
