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
import edu.fmu.sims.assessments.Assessment;
import edu.fmu.sims.assessments.AssessmentResource;
import edu.fmu.sims.assessments.AssessmentService;
import edu.fmu.sims.assessments.FinalGradeResource;
import edu.fmu.sims.assessments.FinalGradeService;
import edu.fmu.sims.assessments.GradeSchemeResource;
import edu.fmu.sims.assessments.GradeSchemeService;
import edu.fmu.sims.assessments.GradebookResource;
import edu.fmu.sims.assessments.GradebookService;
import edu.fmu.sims.assessments.Score;
import edu.fmu.sims.assessments.ScoreBulkService;
import edu.fmu.sims.assessments.ScoreResource;
import edu.fmu.sims.assessments.ScoreService;
import edu.fmu.sims.assessments.StoredGradeScheme;
import edu.fmu.sims.attendance.Attendance;
import edu.fmu.sims.attendance.AttendanceBulkService;
import edu.fmu.sims.attendance.AttendanceRateService;
import edu.fmu.sims.attendance.AttendanceRecount;
import edu.fmu.sims.attendance.AttendanceResource;
import edu.fmu.sims.attendance.AttendanceService;
import edu.fmu.sims.attendance.RegisterResource;
import edu.fmu.sims.attendance.RegisterService;
import edu.fmu.sims.attendance.StandingService;
import edu.fmu.sims.audit.AuditAnchors;
import edu.fmu.sims.audit.AuditChain;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.audit.AuditResource;
import edu.fmu.sims.audit.AuditSealJob;
import edu.fmu.sims.audit.AuditTrail;
import edu.fmu.sims.audit.AuditVerifyJob;
import edu.fmu.sims.audit.DisclosureResource;
import edu.fmu.sims.audit.DisclosureSealJob;
import edu.fmu.sims.audit.DisclosureSeals;
import edu.fmu.sims.audit.DisclosureTrail;
import edu.fmu.sims.audit.Disclosures;
import edu.fmu.sims.audit.Refusals;
import edu.fmu.sims.auth.Account;
import edu.fmu.sims.auth.AccountService;
import edu.fmu.sims.auth.AuthResource;
import edu.fmu.sims.auth.LoginService;
import edu.fmu.sims.auth.PasswordPolicy;
import edu.fmu.sims.auth.PasswordResetMailJob;
import edu.fmu.sims.auth.PasswordService;
import edu.fmu.sims.auth.Passwords;
import edu.fmu.sims.auth.Sessions;
import edu.fmu.sims.auth.SignInRetention;
import edu.fmu.sims.auth.SignInService;
import edu.fmu.sims.auth.Tokens;
import edu.fmu.sims.auth.UserResource;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.config.SimsConfig.RetentionConfig;
import edu.fmu.sims.dashboard.DashboardResource;
import edu.fmu.sims.dashboard.DashboardService;
import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.documents.DocumentFilesJob;
import edu.fmu.sims.documents.DocumentMailJob;
import edu.fmu.sims.documents.DocumentRegister;
import edu.fmu.sims.documents.DocumentResource;
import edu.fmu.sims.documents.DocumentService;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.documents.OrphanRetention;
import edu.fmu.sims.documents.ShareResource;
import edu.fmu.sims.documents.ShareService;
import edu.fmu.sims.enrollment.EnrollResource;
import edu.fmu.sims.enrollment.Enrollment;
import edu.fmu.sims.enrollment.EnrollmentBulkService;
import edu.fmu.sims.enrollment.EnrollmentResource;
import edu.fmu.sims.enrollment.EnrollmentService;
import edu.fmu.sims.health.Check.Unhealthy;
import edu.fmu.sims.health.DatabaseCheck;
import edu.fmu.sims.health.HealthModule;
import edu.fmu.sims.holds.Hold;
import edu.fmu.sims.holds.HoldResource;
import edu.fmu.sims.holds.HoldService;
import edu.fmu.sims.imports.ImportJob;
import edu.fmu.sims.imports.ImportKinds;
import edu.fmu.sims.imports.ImportResource;
import edu.fmu.sims.imports.ImportService;
import edu.fmu.sims.institution.InstitutionResource;
import edu.fmu.sims.institution.InstitutionService;
import edu.fmu.sims.institution.InstitutionView;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.JobModule;
import edu.fmu.sims.jobs.Retention;
import edu.fmu.sims.jobs.RetentionJob;
import edu.fmu.sims.letters.LetterService;
import edu.fmu.sims.letters.LetterTemplateResource;
import edu.fmu.sims.letters.LetterTemplateService;
import edu.fmu.sims.mail.MailDelivery;
import edu.fmu.sims.mail.MailFolderRetention;
import edu.fmu.sims.mail.Mailer;
import edu.fmu.sims.metrics.Metrics;
import edu.fmu.sims.openapi.SchemaResource;
import edu.fmu.sims.pdf.LetterWriter;
import edu.fmu.sims.pdf.SealKeys;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.pdf.TranscriptWriter;
import edu.fmu.sims.persistence.Database;
import edu.fmu.sims.persistence.DatabaseMigration;
import edu.fmu.sims.persistence.SessionFactories;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.personaldata.Erasure;
import edu.fmu.sims.personaldata.ErasureResource;
import edu.fmu.sims.personaldata.PersonalDataResource;
import edu.fmu.sims.personaldata.PersonalDataService;
import edu.fmu.sims.requests.Fulfilment;
import edu.fmu.sims.requests.RequestResource;
import edu.fmu.sims.requests.RequestService;
import edu.fmu.sims.requests.StudentRequest;
import edu.fmu.sims.results.ChangeResource;
import edu.fmu.sims.results.ChangeService;
import edu.fmu.sims.results.ComputeResource;
import edu.fmu.sims.results.ComputeService;
import edu.fmu.sims.results.GazetteService;
import edu.fmu.sims.results.MeritService;
import edu.fmu.sims.results.PublicationMailJob;
import edu.fmu.sims.results.PublicationMails;
import edu.fmu.sims.results.RecordResource;
import edu.fmu.sims.results.RecordService;
import edu.fmu.sims.results.Result;
import edu.fmu.sims.results.ResultChange;
import edu.fmu.sims.results.ResultResource;
import edu.fmu.sims.results.ResultService;
import edu.fmu.sims.results.ResultSets;
import edu.fmu.sims.results.SectionResultResource;
import edu.fmu.sims.results.SectionResultService;
import edu.fmu.sims.results.TermListResource;
import edu.fmu.sims.results.WhatIfResource;
import edu.fmu.sims.results.WhatIfService;
import edu.fmu.sims.search.SearchResource;
import edu.fmu.sims.search.SearchService;
import edu.fmu.sims.students.Student;
import edu.fmu.sims.students.StudentResource;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.transcripts.BatchJob;
import edu.fmu.sims.transcripts.BatchResource;
import edu.fmu.sims.transcripts.BatchService;
import edu.fmu.sims.transcripts.TranscriptMailJob;
import edu.fmu.sims.transcripts.TranscriptResource;
import edu.fmu.sims.transcripts.TranscriptService;
import edu.fmu.sims.transfers.TransferCredit;
import edu.fmu.sims.transfers.TransferCreditResource;
import edu.fmu.sims.transfers.TransferCreditService;
import edu.fmu.sims.verify.FileCheck;
import edu.fmu.sims.verify.OldVerifyResource;
import edu.fmu.sims.verify.VerificationService;
import edu.fmu.sims.verify.VerifyLimit;
import edu.fmu.sims.verify.VerifyPage;
import edu.fmu.sims.verify.VerifyResource;
import edu.fmu.sims.web.ErrorPage;
import edu.fmu.sims.web.HomePage;
import edu.fmu.sims.web.RateLimit;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;

/**
 * The composition root: builds everything with plain constructors, in order. A wiring error is a
 * compile error, and "find usages" tells who needs what.
 */
public final class Sims implements AutoCloseable {
  private static final String DEMONSTRATION_NOTICE =
      "Signed with a demonstration key – not a document of any institution";

  /** Every mapped class. */
  static final List<Class<?>> ENTITIES =
      List.of(
          Account.class,
          Student.class,
          Program.class,
          Term.class,
          Course.class,
          Section.class,
          Enrollment.class,
          Assessment.class,
          Score.class,
          StoredGradeScheme.class,
          Result.class,
          ResultChange.class,
          TransferCredit.class,
          StudentRequest.class,
          Hold.class,
          Attendance.class);

  private final Clock clock;
  private final Database database;
  private final SessionFactory sessionFactory;
  private final Sessions sessions;
  private final Disclosures disclosures;
  private final Refusals refusals;
  private final RateLimit rateLimit;
  private final VerifyResource.Limits verifyLimits;
  private final List<Object> resources;
  private final JobModule jobs;
  private final List<JobHandler> jobHandlers;
  private final Metrics metrics;
  private final HealthModule health;
  private final Map<String, HttpServlet> pages;

  /**
   * @param faults where a rehearsal cuts a job's way; {@link Faults#NONE} otherwise
   */
  public Sims(SimsConfig config, Clock clock, Faults faults) {
    this.clock = clock;
    database = new Database(config.database(), config.limits().statement());
    sessionFactory = SessionFactories.build(ENTITIES);
    Transactions transactions = new Transactions(sessionFactory, database.web());
    AuditLog audit = new AuditLog(transactions);
    metrics = new Metrics(config.mediaRoot());
    metrics.watch(database.web());
    metrics.watch(database.jobs());

    Transactions background = new Transactions(sessionFactory, database.jobs());
    jobs = new JobModule(config, transactions, background, audit, metrics.registry(), faults);
    MailDelivery mail =
        new MailDelivery(Mailer.of(config.mail(), clock), background, config.mail(), faults);

    Tokens tokens = new Tokens(config.tokens(), clock);
    sessions = new Sessions(transactions, tokens, clock);
    Passwords passwords = new Passwords();
    PasswordPolicy passwordPolicy = new PasswordPolicy();
    LoginService login = new LoginService(transactions, passwords, sessions, tokens, audit, clock);
    PasswordService ownPasswords =
        new PasswordService(
            transactions, passwords, passwordPolicy, sessions, audit, jobs.queue(), clock);
    SignInService signIns = new SignInService(transactions, sessions, audit, clock);
    InstitutionService institutionSettings =
        new InstitutionService(transactions, audit, config.institution(), config.zone());
    AccountService accounts =
        new AccountService(transactions, audit, passwords, passwordPolicy, sessions);
    AuditTrail auditTrail = new AuditTrail(transactions, config.zone());
    DisclosureTrail disclosureTrail = new DisclosureTrail(transactions, config.zone());
    disclosures = new Disclosures(transactions);
    refusals = new Refusals(audit);
    rateLimit = new RateLimit(config.limits());

    ProgramService programs = new ProgramService(transactions, audit, clock);
    TermService terms = new TermService(transactions, audit);
    CourseService courses = new CourseService(transactions, audit);
    SectionService sections = new SectionService(transactions, audit, terms);
    StudentService students = new StudentService(transactions, audit, programs);
    EnrollmentService enrollments =
        new EnrollmentService(transactions, audit, clock, students, sections, terms);
    AssessmentService assessments = new AssessmentService(transactions, audit, sections);
    ScoreService scores = new ScoreService(transactions, audit, enrollments);
    ScoreBulkService cells = new ScoreBulkService(transactions, audit);
    GradebookService gradebooks = new GradebookService(transactions, sections);
    GradeSchemeService gradeSchemes = new GradeSchemeService(transactions, audit);
    FinalGradeService finalGrades =
        new FinalGradeService(transactions, sections, gradeSchemes, clock, config.zone());
    PublicationMails notices =
        config.mail().onPublish()
            ? PublicationMails.through(jobs.queue(), config.mail().publishDelay())
            : PublicationMails.OFF;
    ResultService results = new ResultService(transactions, audit, clock, sections, notices);
    ResultSets resultSets = new ResultSets(transactions, audit, clock, sections, notices);
    ChangeService resultChanges = new ChangeService(transactions, audit, clock, results);
    ComputeService draftResults = new ComputeService(transactions, audit, finalGrades);
    AttendanceService attendance =
        new AttendanceService(transactions, audit, sections, enrollments, clock, config.zone());
    AttendanceBulkService register =
        new AttendanceBulkService(transactions, audit, sections, clock, config.zone());
    AttendanceRateService rates = new AttendanceRateService(transactions, sections, students);
    ImportService imports =
        new ImportService(
            transactions,
            audit,
            jobs.queue(),
            new ImportKinds(
                transactions,
                students,
                courses,
                sections,
                enrollments,
                attendance,
                register,
                scores,
                cells));
    RecordService academicRecords = new RecordService(transactions, students, clock, config.zone());
    HoldService holds = new HoldService(transactions, audit, clock);
    DashboardService dashboard = new DashboardService(transactions, clock, config.zone());

    DocumentFiles documentFiles = new DocumentFiles(config.mediaRoot(), metrics.registry());
    Optional<SealKeys> sealKeys = SigningKeys.open(config, metrics.registry(), clock);
    Issuer.Seal seal =
        sealKeys.map(keys -> SigningKeys.seal(keys, metrics.registry())).orElse(Issuer.Seal.NONE);
    String notice =
        sealKeys.filter(SealKeys::isDemonstration).map(keys -> DEMONSTRATION_NOTICE).orElse("");
    Issuer issuer = new Issuer(transactions, audit, holds, documentFiles, seal, config, clock);
    DocumentService documents =
        new DocumentService(transactions, audit, disclosures, documentFiles, clock);
    Supplier<Institution> letterhead = () -> letterhead(institutionSettings.current());
    TranscriptService transcripts =
        new TranscriptService(
            transactions,
            audit,
            academicRecords,
            students,
            holds,
            issuer,
            jobs.queue(),
            letterhead,
            new TranscriptWriter(notice));
    LetterTemplateService letterTemplates = new LetterTemplateService(transactions, audit);
    LetterService letters =
        new LetterService(
            letterTemplates,
            students,
            issuer,
            letterhead,
            clock,
            config.zone(),
            new LetterWriter(notice));
    RequestService requests =
        new RequestService(
            transactions,
            audit,
            new Fulfilment(transcripts, letters, students, jobs.queue()),
            clock);
    BatchService batches =
        new BatchService(
            transactions,
            audit,
            disclosures,
            programs,
            terms,
            jobs.queue(),
            jobs.service(),
            jobs.files());
    ShareService shares =
        new ShareService(transactions, audit, documents, config.publicUrl(), clock);
    VerificationService verification =
        new VerificationService(
            new DocumentRegister(transactions),
            documents,
            shares,
            new FileCheck(
                documentFiles, sealKeys.map(SealKeys::certificates).orElse(List.of()), clock),
            metrics.registry());
    VerifyLimit verifyLimit = new VerifyLimit(config.limits());
    verifyLimits = new VerifyResource.Limits(verifyLimit);
    InstitutionService settingsOfJobs =
        new InstitutionService(background, audit, config.institution(), config.zone());
    Supplier<String> institution = () -> settingsOfJobs.current().name();
    health =
        new HealthModule(
            new DatabaseCheck(database.web()),
            jobs::pingRedis,
            this::checkQueue,
            new DatabaseMigration(config.database())::isCurrent);
    pages =
        Map.of(
            "", new HomePage("/api/docs/"),
            "/error", new ErrorPage(),
            "/health", health.health(),
            "/healthz", health.health(),
            "/livez", health.live(),
            "/readyz", health.ready(),
            "/metrics", metrics.servlet(),
            "/verify/*",
                new VerifyPage(
                    verification,
                    verifyLimit,
                    () -> institutionSettings.current().name(),
                    config.zone()));

    AuditChain chain = new AuditChain(background);
    AuditAnchors anchors = AuditAnchors.in(config.mediaRoot());
    jobHandlers =
        List.of(
            new TranscriptMailJob(transcripts, mail, institution),
            new BatchJob(transcripts, students, mail, jobs.files(), documentFiles, institution),
            new DocumentMailJob(documents, mail, institution),
            new ImportJob(imports),
            new PasswordResetMailJob(background, mail, clock, institution, config.publicUrl()),
            new PublicationMailJob(background, mail, institution, config.publicUrl()),
            new AttendanceRecount(background, metrics.registry()),
            jobs.recount(),
            new AuditSealJob(chain, anchors, clock),
            new DisclosureSealJob(new DisclosureSeals(background, audit, clock)),
            new AuditVerifyJob(chain, anchors),
            new DocumentFilesJob(new DocumentRegister(background), documentFiles),
            new RetentionJob(
                retention(
                    config,
                    background,
                    clock,
                    new OrphanRetention(background, documentFiles, clock, metrics.registry()))));
    resources =
        SchemaResource.documented(
            List.of(
                new AuthResource(
                    login, ownPasswords, signIns, institutionSettings, config.tokens()),
                new InstitutionResource(institutionSettings),
                new SearchResource(new SearchService(students, courses, sections)),
                new UserResource(accounts),
                new AuditResource(auditTrail, disclosureTrail),
                new DisclosureResource(disclosureTrail),
                new ProgramResource(programs),
                new TermResource(terms),
                new CourseResource(courses),
                new SectionResource(sections),
                new StudentResource(students),
                new EnrollmentResource(
                    enrollments, new EnrollmentBulkService(transactions, audit, sections, clock)),
                new EnrollResource(enrollments),
                new ResultResource(results, resultSets, resultChanges),
                new SectionResultResource(
                    new SectionResultService(transactions, sections, results)),
                new TermListResource(
                    new GazetteService(transactions, clock, config.zone()),
                    new MeritService(transactions, clock, config.zone())),
                new ChangeResource(resultChanges),
                new ComputeResource(draftResults),
                new AttendanceResource(
                    attendance, register, rates, new StandingService(transactions)),
                new RegisterResource(
                    new RegisterService(transactions, sections, clock, config.zone())),
                new AssessmentResource(assessments),
                new ScoreResource(scores, cells),
                new GradebookResource(gradebooks),
                new GradeSchemeResource(gradeSchemes),
                new FinalGradeResource(finalGrades),
                new RecordResource(academicRecords),
                new WhatIfResource(new WhatIfService(transactions, students, clock, config.zone())),
                new TransferCreditResource(new TransferCreditService(transactions, audit, clock)),
                new RequestResource(requests),
                new HoldResource(holds),
                new DashboardResource(dashboard),
                new PersonalDataResource(
                    new PersonalDataService(
                        transactions,
                        clock,
                        new PersonalDataService.Sources(
                            students,
                            accounts,
                            enrollments,
                            attendance,
                            scores,
                            results,
                            academicRecords,
                            requests,
                            documents,
                            disclosureTrail))),
                new ErasureResource(new Erasure(transactions, audit, students, clock)),
                new TranscriptResource(transcripts),
                new BatchResource(batches),
                new DocumentResource(documents),
                new ShareResource(shares),
                new LetterTemplateResource(letterTemplates),
                new ImportResource(imports),
                new VerifyResource(verification),
                new OldVerifyResource(verification),
                jobs.resource()));
  }

  private static Institution letterhead(InstitutionView settings) {
    return new Institution(
        settings.name(),
        settings.address(),
        settings.office(),
        settings.signatoryName(),
        settings.signatoryTitle());
  }

  /** What is removed when it has been kept for long enough. */
  private List<Retention> retention(
      SimsConfig config, Transactions background, Clock clock, Retention documentRetention) {
    RetentionConfig keep = config.retention();
    List<Retention> all = new ArrayList<>(jobs.retention(clock));
    all.addAll(SignInRetention.of(background, keep.signIns()));
    all.add(documentRetention);
    all.add(new MailFolderRetention(config.mail().directory(), clock, keep.mailFolder()));
    return all;
  }

  /** Lets the background work begin. */
  void start() {
    jobs.start(jobHandlers);
  }

  /** What answers under {@code /api/}. */
  List<Object> resources() {
    return resources;
  }

  Clock clock() {
    return clock;
  }

  Sessions sessions() {
    return sessions;
  }

  /** What notes reads and refusals in the log, and bounds the requests of one user. */
  List<Object> watchers() {
    return List.of(disclosures, refusals, rateLimit, verifyLimits);
  }

  /** What answers elsewhere, by its address; each also with a slash at the end. */
  Map<String, HttpServlet> pages() {
    return pages;
  }

  /** Times every request. */
  Filter requestMetrics() {
    return metrics.requestFilter();
  }

  private void checkQueue() throws Unhealthy {
    if (jobs.isStranded()) {
      throw new Unhealthy("jobs wait and no worker is alive");
    }
  }

  @Override
  public void close() {
    health.drain();
    jobs.close();
    metrics.close();
    sessionFactory.close();
    database.close();
  }
}
