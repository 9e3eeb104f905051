package edu.fmu.sims.search;

import edu.fmu.sims.academics.CourseService;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.web.ListRequest;
import java.util.List;

/** Asks the lists of people, courses and sections for the same words, within the caller's reach. */
public final class SearchService {
  private static final int MOST = 8;
  private static final SearchView NOTHING = new SearchView(List.of(), List.of(), List.of());

  private final StudentService students;
  private final CourseService courses;
  private final SectionService sections;

  public SearchService(StudentService students, CourseService courses, SectionService sections) {
    this.students = students;
    this.courses = courses;
    this.sections = sections;
  }

  /**
   * The first of each kind that hold every word.
   *
   * @param words as typed; nothing finds nothing
   */
  SearchView find(Caller caller, String words) {
    if (words.isBlank()) {
      return NOTHING;
    }
    ListRequest request = ListRequest.search(words, MOST);
    return new SearchView(
        students.page(caller, request).results(),
        courses.page(request).results(),
        sections.page(caller, request).results());
  }
}
