package edu.fmu.sims.bench;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.pdf.DemonstrationKey;
import edu.fmu.sims.pdf.Inspection;
import edu.fmu.sims.pdf.Seal;
import edu.fmu.sims.pdf.SealKeys;
import edu.fmu.sims.pdf.SignatureReading;
import edu.fmu.sims.pdf.TranscriptContent;
import edu.fmu.sims.pdf.TranscriptContent.Course;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.pdf.TranscriptContent.Term;
import edu.fmu.sims.pdf.TranscriptWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents per second of CPU time, one thread: transcripts as they are issued (tags, embedded
 * fonts, QR code) with and without signature, and what a check of the file costs. The thread's own
 * CPU time is measured, so what else runs on the machine counts little.
 */
class DocumentsBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Instant AT = Instant.parse("2026-11-28T09:15:00Z");
  private static final int PER_TERM = 8;
  private static final int RUNS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration ROUND = Duration.ofSeconds(1);

  @TempDir static Path folder;

  @Test
  void documentsPerSecondOfCpuTime() {
    SealKeys keys = DemonstrationKey.openOrMake(folder.resolve("key.p12"), AT);
    Seal seal = new Seal(keys);
    TranscriptWriter writer = new TranscriptWriter();
    BenchReport report = new BenchReport("documents");
    for (int results : new int[] {8, 40, 200}) {
      TranscriptContent content = transcript(results);
      byte[] plain = writer.write(content);
      byte[] signed = seal.sign(plain, AT);
      assertThat(SignatureReading.of(signed, keys.certificates()).state())
          .isEqualTo(SignatureReading.State.VALID);
      Map<String, Supplier<Object>> work = new LinkedHashMap<>();
      work.put("unsigned", () -> writer.write(content));
      work.put("signed", () -> seal.sign(writer.write(content), AT));
      work.put("checked", () -> check(signed, keys));
      Map<String, double[]> rates = interleaved(work);
      String what = results + " results, ";
      report.value(what + "unsigned", "bytes", plain.length);
      report.value(what + "signed", "bytes", signed.length);
      double unsigned = report.median(what + "unsigned", "docs/cpu-s", rates.get("unsigned"));
      double sealed = report.median(what + "signed", "docs/cpu-s", rates.get("signed"));
      report.median(what + "file checked", "docs/cpu-s", rates.get("checked"));
      report.value(what + "signed to unsigned", "ratio", sealed / unsigned);
    }
    report.write();
  }

  private static Object check(byte[] file, SealKeys keys) {
    return List.of(SignatureReading.of(file, keys.certificates()), Inspection.of(file));
  }

  /** Each in turn in every round, so that what the machine does meanwhile meets all alike. */
  private static Map<String, double[]> interleaved(Map<String, Supplier<Object>> work) {
    work.values().forEach(one -> rate(one, WARM_UP));
    Map<String, double[]> rates = new LinkedHashMap<>();
    work.keySet().forEach(name -> rates.put(name, new double[RUNS]));
    for (int run = 0; run < RUNS; run++) {
      for (Map.Entry<String, Supplier<Object>> one : work.entrySet()) {
        rates.get(one.getKey())[run] = rate(one.getValue(), ROUND);
      }
    }
    return rates;
  }

  /** Per second of this thread's CPU time. */
  private static double rate(Supplier<Object> work, Duration atLeast) {
    long began = THREADS.getCurrentThreadCpuTime();
    long spent = 0;
    long done = 0;
    while (spent < atLeast.toNanos()) {
      assertThat(work.get()).isNotNull();
      done++;
      spent = THREADS.getCurrentThreadCpuTime() - began;
    }
    return done / (spent / 1e9);
  }

  private static TranscriptContent transcript(int results) {
    List<Term> terms = new ArrayList<>();
    for (int from = 0; from < results; from += PER_TERM) {
      List<Course> courses = new ArrayList<>();
      for (int i = from; i < Math.min(results, from + PER_TERM); i++) {
        courses.add(
            new Course(
                "MBBS-" + (101 + i),
                "Physiology of the Cardiovascular System " + i,
                new BigDecimal("3.00"),
                "B+",
                new BigDecimal("3.50"),
                "frozen"));
      }
      terms.add(
          new Term(
              "Term " + (1 + from / PER_TERM),
              courses,
              new BigDecimal("3.50"),
              new BigDecimal(3 * courses.size())));
    }
    return new TranscriptContent(
        new Institution(
            "FMU Medical University",
            "Sargodha Road, Faisalabad, Pakistan",
            "Office of the Registrar",
            "Prof. Dr. Saima Rashid",
            "Registrar"),
        "TR-2026-000042",
        LocalDate.of(2026, 11, 28),
        "https://sims.fmu.example/verify/0123456789abcdefghjkmnpqrs",
        new Holder("2021-MBBS-014", "Ayesha Siddiqa", "عائشہ صدیقہ", "MBBS", "active"),
        terms,
        new BigDecimal("3.50"),
        new BigDecimal(3 * results),
        "good");
  }
}
