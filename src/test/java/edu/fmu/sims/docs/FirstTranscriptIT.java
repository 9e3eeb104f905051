package edu.fmu.sims.docs;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.testing.ServerProcess;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes through {@code docs/first-transcript.md} word for word, on a demo of its own. */
class FirstTranscriptIT {
  private static final Path PAGE = Path.of("docs/first-transcript.md");

  @TempDir Path folder;

  @Test
  void thePageLeadsToATranscriptInTheMailbox() throws Exception {
    Walkthrough page = Walkthrough.read(PAGE);
    assertThat(page.commands()).isNotEmpty();
    assertThat(page.shown()).isNotEmpty();
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data")).arguments("demo").start()) {
      String output = run(page.script(), server);

      assertThat(page.missingFrom(output))
          .as("lines shown by the page, not in\n%s", output)
          .isEmpty();
      assertThat(output).contains("\"valid\":true", "\"valid\":false");
      MimeMessage mail = onlyMail(server.data().resolve("mail"));
      assertThat(mail.getRecipients(Message.RecipientType.TO))
          .extracting(Object::toString)
          .containsExactly("student@example.com");
      BodyPart attached = ((Multipart) mail.getContent()).getBodyPart(1);
      assertThat(attached.getFileName()).matches("transcript_.*-MBBS-001\\.pdf");
      assertThat(bytes(attached)).isEqualTo(Files.readAllBytes(readTranscript()));
    }
  }

  /** Types the script as a person would who started the demo with this port and data folder. */
  private String run(String script, ServerProcess server) throws Exception {
    Path written = folder.resolve("walkthrough.out");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(written.toFile());
    builder.environment().remove("SIMS_DEMO_PASSWORD");
    builder.environment().put("SIMS_PORT", Integer.toString(server.baseUrl().getPort()));
    builder.environment().put("SIMS_DATA", server.data().toString());
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      String output = Files.readString(written, StandardCharsets.UTF_8);
      assertThat(ended).as("the walkthrough ends; it printed\n%s", output).isTrue();
      assertThat(process.exitValue()).as("exit code of the walkthrough\n%s", output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the page has saved on the way. */
  private Path readTranscript() throws IOException {
    try (Stream<Path> files =
        Files.find(folder, 2, (file, of) -> file.endsWith("transcript.pdf"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static MimeMessage onlyMail(Path mailbox) throws Exception {
    try (Stream<Path> files = Files.list(mailbox)) {
      List<Path> mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
      assertThat(mails).hasSize(1);
      try (InputStream mail = Files.newInputStream(mails.getFirst())) {
        return new MimeMessage(null, mail);
      }
    }
  }

  private static byte[] bytes(BodyPart part) throws Exception {
    try (InputStream content = part.getInputStream()) {
      return content.readAllBytes();
    }
  }
}
