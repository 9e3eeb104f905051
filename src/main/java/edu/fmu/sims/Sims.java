package edu.fmu.sims;

import edu.fmu.sims.academics.Course;
import edu.fmu.sims.academics.CourseResource;
import edu.fmu.sims.academics.CourseService;
import edu.fmu.sims.academics.Program;
import edu.fmu.sims.academics.ProgramResource;
import edu.fmu.sims.academics.ProgramService;
import edu.fmu.sims.academics.Section;
import edu.fmu.sims.academics.SectionResource;
import edu.fmu.sims.academics.SectionService;
import edu.fmu.sims.academics.Term;
import edu.fmu.sims.academics.TermResource;
import edu.fmu.sims.academics.TermService;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.auth.AuthResource;
import edu.fmu.sims.auth.LoginService;
import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.auth.Sessions;
import edu.fmu.sims.auth.Tokens;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.enrollment.EnrollResource;
import edu.fmu.sims.enrollment.Enrollment;
import edu.fmu.sims.enrollment.EnrollmentResource;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.persistence.Database;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.results.RecordResource;
import edu.fmu.sims.results.RecordService;
import edu.fmu.sims.students.Student;
import edu.fmu.sims.students.StudentResource;
import edu.fmu.sims.students.StudentService;
import java.time.Clock;
import java.util.List;
import org.hibernate.SessionFactory;

/**
 * The composition root: builds everything with plain constructors, in order. A wiring error is a
 * compile error, and "find usages" tells who needs what.
 */
public final class Sims implements AutoCloseable {
  /** Every mapped class. */
  static final List<Class<?>> ENTITIES =
      List.of(
          Student.class, Program.class, Term.class, Course.class, Section.class, Enrollment.class);

  private final Database database;
  private final SessionFactory sessionFactory;
  private final Sessions sessions;
  private final List<Object> resources;

  public Sims(SimsConfig config, Clock clock) {
    database = new Database(config.database());
    sessionFactory = SessionFactories.build(ENTITIES);
    Transactions transactions = new Transactions(sessionFactory, database.web());
    AuditLog audit = new AuditLog(transactions);

    Tokens tokens = new Tokens(config.tokens(), clock);
    sessions = new Sessions(transactions, tokens, clock);
    LoginService login =
        new LoginService(transactions, new Passwords(), sessions, tokens, audit, clock);

    ProgramService programs = new ProgramService(transactions, audit, clock);
    TermService terms = new TermService(transactions, audit);
    CourseService courses = new CourseService(transactions, audit);
    SectionService sections = new SectionService(transactions, audit, terms);
    StudentService students = new StudentService(transactions, audit, programs);
    EnrollmentService enrollments =
        new EnrollmentService(transactions, audit, clock, students, sections, terms);
    RecordService academicRecords = new RecordService(transactions, students, clock, config.zone());

    resources =
        List.of(
            new AuthResource(login),
            new ProgramResource(programs),
            new TermResource(terms),
            new CourseResource(courses),
            new SectionResource(sections),
            new StudentResource(students),
            new EnrollmentResource(enrollments),
            new EnrollResource(enrollments),
            new RecordResource(academicRecords));
  }

  /** What answers under {@code /api/}. */
  List<Object> resources() {
    return resources;
  }

  Sessions sessions() {
    return sessions;
  }

  @Override
  public void close() {
    sessionFactory.close();
    database.close();
  }
}
