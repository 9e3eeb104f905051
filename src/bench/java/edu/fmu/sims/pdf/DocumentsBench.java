package edu.fmu.sims.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import edu.fmu.sims.bench.BenchReport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
      TranscriptContent content = Samples.transcript(results);
      byte[] plain = writer.write(content);
      byte[] signed = seal.sign(plain, AT);
      assertThat(SignatureReading.of(signed, keys.certificates()).state())
          .isEqualTo(SignatureReading.State.VALID);
      double[][] rates =
          interleaved(
              List.of(
                  () -> writer.write(content),
                  () -> seal.sign(writer.write(content), AT),
                  () -> check(signed, keys)));
      String what = results + " results, ";
      report.value(what + "unsigned", "bytes", plain.length);
      report.value(what + "signed", "bytes", signed.length);
      double unsigned = report.median(what + "unsigned", "docs/cpu-s", rates[0]);
      double sealed = report.median(what + "signed", "docs/cpu-s", rates[1]);
      report.median(what + "file checked", "docs/cpu-s", rates[2]);
      report.value(what + "signed to unsigned", "ratio", sealed / unsigned);
    }
    report.write();
  }

  private static Object check(byte[] file, SealKeys keys) {
    return List.of(SignatureReading.of(file, keys.certificates()), Inspection.of(file));
  }

  /** Each in turn in every round, so that what the machine does meanwhile meets all alike. */
  private static double[][] interleaved(List<Supplier<Object>> work) {
    work.forEach(one -> rate(one, WARM_UP));
    double[][] rates = new double[work.size()][RUNS];
    for (int run = 0; run < RUNS; run++) {
      for (int one = 0; one < work.size(); one++) {
        rates[one][run] = rate(work.get(one), ROUND);
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
}
