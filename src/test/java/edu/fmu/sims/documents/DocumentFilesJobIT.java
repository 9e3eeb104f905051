package edu.fmu.sims.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.jobs.JobModule;
import edu.fmu.sims.jobs.JobRig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesJobIT {
  private static final int ISSUED = 203; // a page and a little

  @AutoClose
  private final JobRig rig = new JobRig(JobRig.noRedis(), "SIMS_JOB_LEASE_SECONDS", "30");

  @TempDir private Path media;
  private DocumentFiles files;

  @BeforeEach
  void documents() {
    files = new DocumentFiles(media, new SimpleMeterRegistry());
    rig.update("insert into program (name) values ('MBBS')");
    rig.update("insert into student (reg_no, name, program_id) values ('R1', 'N', 1)");
    for (int i = 1; i <= ISSUED; i++) {
      files.keep(hash(i), content(i));
      rig.update(
          """
          insert into document (serial, type, student_id, code, snapshot, content_sha256, sha256,
            file, issued_by, revoked_at, revoked_by, revoked_reason)
          values ('NC-2026-%1$06d', 'noc', 1, 'code%1$d', '{}', '%2$s', '%2$s', '%2$s.pdf', 'test',
            now(), 'test', 'test')"""
              .formatted(i, hash(i)));
    }
  }

  private static byte[] content(int i) {
    return ("document " + i).getBytes(UTF_8);
  }

  private static String hash(int i) {
    return DocumentFiles.hash(content(i));
  }

  private Path file(int i) {
    return media.resolve("documents").resolve(hash(i).substring(0, 2)).resolve(hash(i) + ".pdf");
  }

  private long check(String end) {
    JobModule node =
        rig.start(new DocumentFilesJob(new DocumentRegister(rig.transactions()), files));
    long job = rig.enqueue(node, "check_document_files");
    rig.awaitState(job, end);
    assertThat(rig.column(job, "done")).isEqualTo(String.valueOf(ISSUED));
    return job;
  }

  @Test
  void everyFileIsRead() {
    assertThat(rig.column(check("succeeded"), "result ->> 'checked'"))
        .isEqualTo(String.valueOf(ISSUED));
  }

  @Test
  void whatIsGoneOrAlteredIsNamedAndNothingElse() throws IOException {
    Files.delete(file(2));
    Files.write(file(ISSUED), content(1));
    long job = check("dead");
    assertThat(rig.column(job, "error"))
        .contains("2 of 203", "NC-2026-000002, NC-2026-000203.")
        .doesNotContain("000001");
    assertThat(rig.column(job, "failed")).isEqualTo("2");
  }
}
