package edu.fmu.sims.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.jobs.Faults;
import edu.fmu.sims.jobs.JobHandler;
import edu.fmu.sims.jobs.JobModule;
import edu.fmu.sims.jobs.JobRig;
import edu.fmu.sims.jobs.NewJob;
import edu.fmu.sims.mail.MailMessage.Attachment;
import edu.fmu.sims.testing.ScriptedSmtp;
import edu.fmu.sims.testing.TestRedis;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailDeliveryIT {
  private static final MailMessage MESSAGE =
      new MailMessage("ali@example.com", "Your transcript\r\nBcc: x@example.com", "السلام علیکم")
          .with(
              new Attachment(
                  "transcript_1.pdf", "application/pdf", "%PDF".getBytes(StandardCharsets.UTF_8)));

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private JobRig rig(String... settings) {
    JobRig rig = new JobRig(JobRig.noRedis(), settings);
    open.add(rig);
    return rig;
  }

  private ScriptedSmtp smtp() {
    ScriptedSmtp smtp = ScriptedSmtp.start();
    open.add(smtp);
    return smtp;
  }

  private JobRig rig(int port, String onDoubt) {
    return rig(
        "EMAIL_HOST", "127.0.0.1",
        "EMAIL_PORT", String.valueOf(port),
        "EMAIL_TIMEOUT", "1",
        "SIMS_JOB_LEASE_SECONDS", "30",
        "MAIL_ON_DOUBT", onDoubt);
  }

  private static JobHandler mails(JobRig rig, MailMessage message) {
    MailDelivery delivery =
        new MailDelivery(
            Mailer.of(rig.config().mail(), Clock.systemUTC()),
            rig.transactions(),
            rig.config().mail(),
            Faults.NONE);
    return JobRig.handler("mail", job -> delivery.deliver(job, message));
  }

  private static long send(JobRig rig) {
    JobModule node = rig.start(mails(rig, MESSAGE));
    return rig.enqueue(node, NewJob.of("mail", Map.of(), Caller.system("test")).attempts(3));
  }

  private static String ledger(JobRig rig, String columns) {
    return rig.query("select " + columns + " from mail_ledger");
  }

  @Test
  void theMailArrivesOnceWithItsAttachment() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
    server.start();
    open.add(server::stop);
    JobRig rig = rig(server.getSmtp().getPort(), "resend");
    long id = send(rig);
    rig.awaitState(id, "succeeded");
    MimeMessage[] arrived = server.getReceivedMessages();
    assertThat(arrived).hasSize(1);
    assertThat(arrived[0].getSubject()).isEqualTo("Your transcript Bcc: x@example.com");
    assertThat(arrived[0].getHeader("Bcc")).isNull();
    assertThat(arrived[0].getMessageID()).isEqualTo(ledger(rig, "message_id"));
    assertThat(arrived[0].getSentDate()).isNotNull();
    MimeMultipart parts = (MimeMultipart) arrived[0].getContent();
    assertThat(String.valueOf(parts.getBodyPart(0).getContent())).contains("السلام علیکم");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("transcript_1.pdf");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
    assertThat(ledger(rig, "state || ' ' || server_reply")).startsWith("sent 250");
  }

  @ParameterizedTest
  @CsvSource({
    "mail, 550 sender not wanted",
    "rcpt, 550 no such user here",
    "data, 554 not now nor ever",
    "end, 552 too large"
  })
  void aRefusalForGoodIsDeadAtOnceWithTheServersWords(String step, String reply) {
    ScriptedSmtp smtp = smtp().answer(step, reply);
    JobRig rig = rig(smtp.port(), "park");
    long id = send(rig);
    rig.awaitState(id, "dead");
    assertThat(rig.column(id, "error || attempt")).contains(reply).endsWith("1");
    assertThat(ledger(rig, "state")).isEqualTo("refused");
    assertThat(smtp.accepted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "greeting, 421 closing",
    "greeting, drop",
    "ehlo, drop",
    "mail, 421 too busy",
    "rcpt, 450 mailbox busy",
    "rcpt, hang",
    "rcpt, drip",
    "data, 451 later",
    "data, drop",
    "end, 451 try again"
  })
  void aRefusalForNowIsTriedAgain(String step, String reply) {
    ScriptedSmtp smtp = smtp().answer(step, reply);
    JobRig rig = rig(smtp.port(), "park");
    long id = send(rig);
    JobRig.await(() -> !rig.column(id, "error").isEmpty());
    assertThat(ledger(rig, "state")).isEqualTo("pending");
    if (reply.startsWith("4") && !step.equals("greeting")) {
      assertThat(rig.column(id, "error")).contains(reply);
    }
    smtp.behave();
    rig.awaitState(id, "succeeded");
    assertThat(smtp.accepted()).containsExactly(ledger(rig, "message_id"));
    assertThat(ledger(rig, "state")).isEqualTo("sent");
  }

  @Test
  void aServerThatIsAwayIsWaitedFor() {
    JobRig rig = rig(TestRedis.freePort(), "resend");
    long id = send(rig);
    rig.awaitState(id, "dead");
    assertThat(rig.column(id, "attempt || error")).startsWith("3Given up");
    assertThat(ledger(rig, "state")).isEqualTo("pending");
  }

  @ParameterizedTest
  @CsvSource({"accept-drop", "accept-hang"})
  void inDoubtTheMailIsSentAgainUnderTheSameId(String reply) {
    ScriptedSmtp smtp = smtp().answer("end", reply);
    JobRig rig = rig(smtp.port(), "resend");
    long id = send(rig);
    JobRig.await(() -> smtp.accepted().size() == 1);
    smtp.behave();
    rig.awaitState(id, "succeeded");
    String messageId = ledger(rig, "message_id");
    assertThat(smtp.accepted()).containsExactly(messageId, messageId);
  }

  @Test
  void inDoubtTheMailIsParkedUntilAnOperatorSendsItRoundAgain() {
    ScriptedSmtp smtp = smtp().answer("end", "accept-drop");
    JobRig rig = rig(smtp.port(), "park");
    JobModule node = rig.start(mails(rig, MESSAGE));
    long id = rig.enqueue(node, "mail");
    rig.awaitState(id, "dead");
    assertThat(rig.column(id, "error")).contains("parked");
    assertThat(ledger(rig, "state")).isEqualTo("uncertain");
    assertThat(smtp.accepted()).hasSize(1);
    smtp.behave();
    assertThat(node.resource().retry(Caller.system("test"), id).state()).isEqualTo("queued");
    rig.awaitState(id, "succeeded");
    assertThat(smtp.accepted()).hasSize(2);
    assertThat(ledger(rig, "state")).isEqualTo("sent");
  }

  @Test
  void aMailThatWasBeingSentWhenTheWorkerDiedIsInDoubt() {
    ScriptedSmtp smtp = smtp();
    JobRig rig = rig(smtp.port(), "park");
    JobModule node = rig.node();
    long id = rig.enqueue(node, "mail");
    rig.update(
        "insert into mail_ledger (job_id, recipient, message_id, state, attempts) values ("
            + id
            + ", 'ali@example.com', '<1@example.com>', 'sending', 1)");
    node.start(List.of(mails(rig, MESSAGE)));
    rig.awaitState(id, "dead");
    assertThat(ledger(rig, "state")).isEqualTo("uncertain");
    assertThat(smtp.accepted()).isEmpty();
  }

  @Test
  void aJobThatRunsAgainMailsNobodyTwice() {
    ScriptedSmtp smtp = smtp();
    JobRig rig = rig(smtp.port(), "resend");
    JobModule node = rig.start(mails(rig, MESSAGE));
    long id = rig.enqueue(node, "mail");
    rig.awaitState(id, "succeeded");
    rig.update("update job set state = 'queued', finished_at = null, dispatched_at = null");
    rig.awaitState(id, "succeeded");
    assertThat(rig.column(id, "attempt")).isEqualTo("2");
    assertThat(smtp.accepted()).hasSize(1);
  }

  @Test
  void anAddressThatIsNoneIsDead() {
    ScriptedSmtp smtp = smtp();
    JobRig rig = rig(smtp.port(), "resend");
    JobModule node = rig.start(mails(rig, new MailMessage("ali@@example", "s", "t")));
    long id = rig.enqueue(node, "mail");
    rig.awaitState(id, "dead");
    assertThat(rig.column(id, "error")).contains("not a mail address");
  }

  @Test
  void withoutAServerMailGoesToTheFolder(@TempDir Path folder) throws Exception {
    JobRig rig = rig("SIMS_MAIL_DIR", folder.resolve("mail").toString());
    long id = send(rig);
    rig.awaitState(id, "succeeded");
    try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      String name = ledger(rig, "message_id").replaceAll("[<>]", "") + ".eml";
      assertThat(all.getFirst().getFileName().toString()).isEqualTo(name);
      assertThat(Files.readString(all.getFirst(), StandardCharsets.ISO_8859_1))
          .contains("To: ali@example.com", "filename=transcript_1.pdf");
    }
  }

  @Test
  void whatAnAddressIs() {
    assertThat(List.of("a@b.pk", "first.last+tag@sub.example.com"))
        .allMatch(MailMessage::isAddress);
    assertThat(
            List.of(
                "",
                "a",
                "a@",
                "@b",
                "a b@c.d",
                "a@b@c",
                "Ali <a@b.pk>",
                "a@b.pk, c@d.pk",
                "a@b.pk\r\nBcc: c@d.pk",
                "a".repeat(300) + "@b.pk"))
        .noneMatch(MailMessage::isAddress);
  }

  @Test
  void aDatabaseThatIsAwayWhenTheMailIsAcceptedCausesNoSecondCopy() {
    ScriptedSmtp smtp = smtp();
    JobRig rig = rig(smtp.port(), "resend");
    MailDelivery delivery =
        new MailDelivery(
            cutting(rig, Mailer.of(rig.config().mail(), Clock.systemUTC())),
            rig.transactions(),
            rig.config().mail(),
            Faults.NONE);
    JobModule node = rig.start(JobRig.handler("mail", job -> delivery.deliver(job, MESSAGE)));
    long id = rig.enqueue(node, "mail");
    JobRig.await(() -> smtp.accepted().size() == 1);
    rig.awaitState(id, "succeeded");
    assertThat(ledger(rig, "state || attempts")).isEqualTo("sent1");
    assertThat(smtp.accepted()).hasSize(1);
  }

  /** The database goes away when the server has accepted, and is back a second later. */
  private static Mailer cutting(JobRig rig, Mailer mailer) {
    return (message, messageId, beforeData) -> {
      String reply = mailer.send(message, messageId, beforeData);
      rig.database(false);
      Thread.ofVirtual()
          .start(
              () -> {
                LockSupport.parkNanos(1_000_000_000);
                rig.database(true);
              });
      return reply;
    };
  }
}
