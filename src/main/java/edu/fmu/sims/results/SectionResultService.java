package edu.fmu.sims.results;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;
import java.util.List;
import java.util.Map;

/** Results by section: those of one section as a whole, and how far every section is. */
public final class SectionResultService {
  private final SectionService sections;
  private final ResultService results;
  private final Listing<SectionProgressView> progress;

  public SectionResultService(
      Transactions transactions, SectionService sections, ResultService results) {
    this.sections = sections;
    this.results = results;
    this.progress =
        Listing.of(
                transactions,
                SectionProgressView.class,
                SectionProgressView.COLUMNS,
                "section s join term t on t.id = s.term_id join course c on c.id = s.course_id"
                    + " join program p on p.id = c.program_id"
                    + " left join app_user u on u.id = s.teacher_id",
                "s.id",
                SectionProgressView::of)
            .filter("term", Filter.text("t.name"))
            .filter("program", Filter.text("p.name"))
            .filter("term_status", Filter.text("t.status"))
            .filter("marks_missing", Filter.flag(SectionProgressView.IS_MISSING))
            .filter("no_attendance_since", Filter.day(SectionProgressView.NO_ATTENDANCE_SINCE))
            .filter("ready", Filter.flag(SectionProgressView.IS_READY))
            .search("c.code", "c.title", "t.name")
            .order("course_code", "c.code", "text")
            .order("term", "t.name", "text")
            .build();
  }

  /**
   * All results of the section that the caller may see.
   *
   * @throws edu.fmu.sims.web.Problem 404 when there is no such section for the caller
   */
  List<ResultView> of(Caller caller, long section) {
    sections.get(caller, section);
    return results.page(caller, ListRequest.whole(Map.of("section", section))).results();
  }

  /** How far the results of sections are, within the caller's reach. */
  Page<SectionProgressView> progress(Caller caller, ListRequest request) {
    return progress.page(request, SectionScope.of(caller, "s.teacher_id", "false and ? = 0"));
  }
}
