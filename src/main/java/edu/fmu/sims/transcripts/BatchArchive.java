package edu.fmu.sims.transcripts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.jobs.JobPart;
import edu.fmu.sims.web.Csv;
import edu.fmu.sims.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The ZIP of a batch: every transcript that was issued, and {@code index.csv}, which tells what
 * became of each student. The same parts give the same bytes, so a run that is repeated makes no
 * second file.
 */
final class BatchArchive {
  static final String REG_NO = "reg_no";
  static final String NAME = "name";
  static final String STATUS = "status";
  private static final String SERIAL = "serial";
  static final String SHA256 = "sha256";
  private static final String FILE = "file";
  private static final String REASON = "reason";
  private static final List<String> HEADS =
      List.of(REG_NO, NAME, SERIAL, SHA256, FILE, STATUS, REASON);

  /** ZIP knows no time before it; nothing of the batch has a time that would mean more. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Function<String, Optional<byte[]>> files;

  /**
   * @param files gives the file of a document by its hash; empty when it is gone or damaged
   */
  BatchArchive(Function<String, Optional<byte[]>> files) {
    this.files = files;
  }

  /** What the index will say of a document, as a part's note. */
  static ObjectNode note(IssuedDocument document) {
    return Json.MAPPER
        .createObjectNode()
        .put(REG_NO, document.regNo())
        .put(NAME, document.studentName())
        .put(SERIAL, document.serial())
        .put(SHA256, document.sha256())
        .put(FILE, document.fileName());
  }

  /** Writes the archive; nobody else may write to {@code out} afterwards. */
  void write(List<JobPart> parts, OutputStream out) throws IOException {
    List<JobPart> sorted = new ArrayList<>(parts);
    sorted.sort(
        Comparator.comparing((JobPart part) -> text(part, REG_NO)).thenComparing(JobPart::subject));
    Set<String> taken = new HashSet<>();
    List<List<String>> index = new ArrayList<>();
    index.add(HEADS);
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setMethod(ZipOutputStream.STORED); // a PDF is compressed already
      for (JobPart part : sorted) {
        index.add(add(zip, part, taken));
      }
      put(zip, "index.csv", csv(index));
    }
  }

  private List<String> add(ZipOutputStream zip, JobPart part, Set<String> taken)
      throws IOException {
    String sha256 = text(part, SHA256);
    Optional<byte[]> content = sha256.isEmpty() ? Optional.empty() : files.apply(sha256);
    String name = "";
    if (content.isPresent()) {
      name = unique(text(part, FILE), part.subject(), taken);
      put(zip, name, content.get());
    }
    boolean lost = !sha256.isEmpty() && content.isEmpty();
    return List.of(
        text(part, REG_NO),
        text(part, NAME),
        text(part, SERIAL),
        sha256,
        name,
        part.hasFailed() ? "failed" : lost ? "damaged" : text(part, STATUS),
        part.hasFailed()
            ? part.reason()
            : lost ? "The file is missing or damaged; issue it again." : "");
  }

  /**
   * Registration numbers that differ only in what file names cannot hold, or in case, must not hide
   * one another.
   */
  private static String unique(String name, long student, Set<String> taken) {
    if (taken.add(name.toLowerCase(Locale.ROOT))) {
      return name;
    }
    String other = name.replaceFirst("\\.pdf$", "_" + student + ".pdf");
    taken.add(other.toLowerCase(Locale.ROOT));
    return other;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] csv(List<List<String>> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      for (List<String> row : rows) {
        Csv.row(writer, row);
      }
    }
    return bytes.toByteArray();
  }

  private static String text(JobPart part, String field) {
    return part.note().path(field).asText("");
  }
}
