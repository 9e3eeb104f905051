package edu.fmu.sims.students;

import edu.fmu.sims.academics.ProgramService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.persistence.Filter;
import edu.fmu.sims.persistence.Listing;
import edu.fmu.sims.persistence.Scope;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.records.Draft;
import edu.fmu.sims.records.Fault;
import edu.fmu.sims.records.Outcome;
import edu.fmu.sims.records.Records;
import edu.fmu.sims.records.Undo;
import edu.fmu.sims.web.AsOf;
import edu.fmu.sims.web.IfMatch;
import edu.fmu.sims.web.Input;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Numbers;
import edu.fmu.sims.web.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Student records: who may see which, and their life cycle. */
public final class StudentService {
  /**
   * Whether less than 75 % of all classes that count, of all sections together, were attended. The
   * dashboard counts the active ones of them.
   */
  private static final String FALLS_SHORT =
      "(s.id in (select low.student_id from attendance_tally low group by low.student_id"
          + " having sum(low.present + low.late) * 100"
          + " < sum(low.present + low.late + low.absent) * 75))";

  /** Whether enrolled, now, in a section of that teacher; whoever dropped out of all is not. */
  private static final String TAUGHT =
      "s.id in (select e.student_id from enrollment e join section taught on taught.id ="
          + " e.section_id where e.status = 'enrolled' and taught.teacher_id = ?)";

  private final ProgramService programs;
  private final Listing<StudentView> listing;
  private final Records<Student, StudentBody, StudentView> records;

  public StudentService(Transactions transactions, AuditLog audit, ProgramService programs) {
    this.programs = programs;
    this.listing =
        Listing.of(
                transactions,
                StudentView.class,
                StudentView.COLUMNS,
                "student s join program p on p.id = s.program_id",
                "s.id",
                StudentView::of)
            .own("student s")
            .filter("reg_no", Filter.text("s.reg_no"))
            .filter("program", Filter.text("p.name"))
            .filter("status", Filter.text("s.status"))
            .filter("falls_short", Filter.flag(FALLS_SHORT))
            .filter(
                "teacher",
                Filter.of(
                    Filter.Form.INTEGER,
                    (name, value, where) -> where.and(TAUGHT, Numbers.parse(name, value))))
            .search("s.reg_no", "s.name", "p.name", "s.status")
            .order("reg_no", "s.reg_no", "text")
            .order("name", "s.name", "text")
            .order("program", "p.name", "text")
            .order("status", "s.status", "text")
            .defaultOrder("reg_no")
            .build();
    this.records =
        new Records<>(transactions, audit, listing, "Student", Student.class, StudentView::body);
  }

  /**
   * Which students a caller sees: staff all, Faculty those enrolled in the own sections, a Student
   * the own record.
   *
   * @param id the SQL expression of the student's id
   */
  public static Scope scope(Caller caller, String id) {
    return switch (caller.role()) {
      case ADMIN, REGISTRAR, EXAM_CELL -> Scope.ALL;
      case FACULTY ->
          where ->
              where.and(
                  id
                      + " in (select e.student_id from enrollment e"
                      + " join section taught on taught.id = e.section_id"
                      + " where taught.teacher_id = ?)",
                  caller.userId());
      case STUDENT ->
          where -> {
            Long own = caller.studentId();
            if (own == null) {
              where.none();
            } else {
              where.and(id + " = ?", own);
            }
          };
      case NONE -> where -> where.none();
    };
  }

  /** The rows that the client asks for, within the caller's reach. */
  public Page<StudentView> page(Caller caller, ListRequest request) {
    return listing.page(request, scope(caller, "s.id"));
  }

  /**
   * The student, if the caller may see the record.
   *
   * @throws Problem 404
   */
  public StudentView get(Caller caller, long id) {
    return listing.get(id, scope(caller, "s.id"));
  }

  /** {@link #get}, as the record stood then. */
  StudentView asOf(Caller caller, long id, AsOf asOf) {
    return records.asOf(caller, get(caller, id), id, asOf);
  }

  StudentView create(Caller caller, Input<StudentBody> input) {
    return records.create(caller, input, body -> new Student(body, programs.idOf(body.program())));
  }

  StudentView replace(Caller caller, long id, Input<StudentBody> input, IfMatch condition) {
    return records.replace(caller, id, scope(caller, "s.id"), input, condition, this::change);
  }

  StudentView patch(Caller caller, long id, Input<StudentBody> input, IfMatch condition) {
    return records.patch(caller, id, scope(caller, "s.id"), input, condition, this::change);
  }

  /** Makes and changes many students; those at fault are named, and none of them is written. */
  public Outcome writeAll(Caller caller, List<Draft<StudentBody>> drafts) {
    Map<String, Long> known = new HashMap<>();
    return records
        .sets(StudentView::id)
        .write(
            caller,
            drafts,
            body -> new Student(body, known.computeIfAbsent(body.program(), programs::idOf)),
            (student, body) ->
                student.change(body, known.computeIfAbsent(body.program(), programs::idOf)));
  }

  /** Takes back what {@link #writeAll} did, as far as nothing depends on it. */
  public List<Fault> undoAll(Caller caller, List<Undo<StudentBody>> undos) {
    return records.sets(StudentView::id).undo(caller, undos, this::change, student -> {});
  }

  void delete(Caller caller, long id, IfMatch condition) {
    records.delete(caller, id, scope(caller, "s.id"), condition, student -> {});
  }

  private void change(Student student, StudentBody body) {
    student.change(body, programs.idOf(body.program()));
  }
}
