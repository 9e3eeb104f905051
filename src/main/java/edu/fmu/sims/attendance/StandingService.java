package edu.fmu.sims.attendance;

import edu.fmu.sims.academics.SectionScope;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Page;

/**
 * Who stands how in which section, for everyone who holds a place there: a student's own overview,
 * a teacher's, and the list of those who fall short.
 */
public final class StandingService {
  private static final String ATTENDED = "(coalesce(y.present, 0) + coalesce(y.late, 0))";
  private static final String COUNTED = "(" + ATTENDED + " + coalesce(y.absent, 0))";

  private final Listing<StandingView> listing;

  public StandingService(Transactions transactions) {
    this.listing =
        Listing.of(
                transactions,
                StandingView.class,
                StandingView.COLUMNS,
                "enrollment e join section s on s.id = e.section_id"
                    + " join term t on t.id = s.term_id join course c on c.id = s.course_id"
                    + " join student st on st.id = e.student_id"
                    + " left join attendance_tally y"
                    + " on y.section_id = e.section_id and y.student_id = e.student_id",
                "e.id",
                StandingView::of)
            .filter("student", Filter.number("e.student_id"))
            .filter("section", Filter.number("e.section_id"))
            .filter("term", Filter.text("t.name"))
            .filter(
                "eligible",
                Filter.flag(
                    "(" + COUNTED + " > 0 and 4 * " + ATTENDED + " >= 3 * " + COUNTED + ")"))
            .search("st.reg_no", "st.name", "c.code")
            .order("reg_no", "st.reg_no", "text")
            .order(
                "percentage",
                "coalesce(" + ATTENDED + " * 100.0 / nullif(" + COUNTED + ", 0), 0)",
                "numeric")
            .build();
  }

  /** The rows that the client asks for, within the caller's reach. */
  Page<StandingView> page(Caller caller, ListRequest request) {
    return listing.page(
        request,
        where -> {
          SectionScope.of(caller, "s.teacher_id", "e.student_id = ?").restrict(where);
          where.and("e.status <> 'dropped'");
        });
  }
}
