package edu.fmu.sims.letters;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.academics.ProgramService;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.audit.AuditLog;
import edu.fmu.sims.config.SimsConfig;
import edu.fmu.sims.documents.DocumentFiles;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.documents.Issuer;
import edu.fmu.sims.documents.Occasion;
import edu.fmu.sims.holds.HoldService;
import edu.fmu.sims.pdf.LetterWriter;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.persistence.Transactions;
import edu.fmu.sims.students.StudentService;
import edu.fmu.sims.testing.TestDatabase;
import edu.fmu.sims.testing.TestTransactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day that a letter states. */
class LetterServiceTest {
  @AutoClose private static final TestDatabase database = TestDatabase.create();
  private static final Transactions transactions = TestTransactions.on(database.app());

  @TempDir private Path media;

  private LetterService letters(String instant, String zone) {
    Map<String, String> settings = new HashMap<>(database.environment());
    settings.put("DEBUG", "true");
    settings.put("TIME_ZONE", zone);
    SimsConfig config = SimsConfig.from(settings);
    Clock clock = Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    AuditLog audit = new AuditLog(transactions);
    return new LetterService(
        new LetterTemplateService(transactions, audit),
        new StudentService(transactions, audit, new ProgramService(transactions, audit, clock)),
        new Issuer(
            transactions,
            audit,
            new HoldService(transactions, audit, clock),
            new DocumentFiles(media, new SimpleMeterRegistry()),
            Issuer.Seal.NONE,
            config,
            clock),
        () -> new Institution("FMU", "", "", "", ""),
        clock,
        config.zone(),
        new LetterWriter());
  }

  private static String text(IssuedDocument letter) throws Exception {
    try (PDDocument pdf = Loader.loadPDF(letter.file())) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }

  @Test
  void theDayIsTheInstitutionsInTheTextAsInTheHead() throws Exception {
    long student;
    try (var connection = database.owner().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "with p as (insert into program (name) values ('P') returning id) insert into"
                    + " student (reg_no, name, program_id) select 'L-1', 'Student', id from p"
                    + " returning id")) {
      rows.next();
      student = rows.getLong(1);
    }
    Occasion occasion = Occasion.of(Caller.system("test"), "Test");
    String evening = "2026-12-31T20:30:00Z";
    IssuedDocument karachi =
        letters(evening, "Asia/Karachi").issue("bonafide", student, "", occasion);
    assertThat(text(karachi))
        .contains("issued on 1 January 2027", "BC-2027-")
        .doesNotContain("December");
    IssuedDocument london = letters(evening, "Europe/London").issue("noc", student, "", occasion);
    assertThat(text(london))
        .contains("issued on 31 December 2026", "NC-2026-")
        .doesNotContain("January");
    IssuedDocument next =
        letters("2027-01-01T19:30:00Z", "Asia/Karachi").issue("bonafide", student, "", occasion);
    assertThat(next.id()).as("another day, another letter").isNotEqualTo(karachi.id());
    assertThat(text(next)).contains("issued on 2 January 2027");
  }
}
