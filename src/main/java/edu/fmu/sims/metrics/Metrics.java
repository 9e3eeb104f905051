package edu.fmu.sims.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The figures of this process. */
public final class Metrics implements AutoCloseable {
  private static final int MOST_ADDRESSES = 300;

  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /**
   * @param mediaRoot the folder whose disk is watched; it need not exist yet
   */
  public Metrics(Path mediaRoot) {
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // A last guard: addresses come from outside.
    registry
        .config()
        .meterFilter(
            MeterFilter.maximumAllowableTags(
                RequestMetricsFilter.NAME, "uri", MOST_ADDRESSES, MeterFilter.deny()));
    new JvmMemoryMetrics().bindTo(registry);
    garbage.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new DiskSpaceMetrics(existing(mediaRoot).toFile()).bindTo(registry);
  }

  private static Path existing(Path path) {
    @Nullable Path folder = path.toAbsolutePath();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder == null ? path.toAbsolutePath().getRoot() : folder;
  }

  /** Where rooms count. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Watches a connection pool. */
  public void watch(HikariDataSource pool) {
    pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
  }

  /** Times requests. */
  public Filter requestFilter() {
    return new RequestMetricsFilter(registry);
  }

  /** {@code /metrics}. */
  public HttpServlet servlet() {
    return new MetricsServlet(registry);
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
