package edu.fmu.sims;

import edu.fmu.sims.auth.AccessFeature;
import edu.fmu.sims.persistence.SqlProblems;
import edu.fmu.sims.web.AcceptHeader;
import edu.fmu.sims.web.CsvBodies;
import edu.fmu.sims.web.EntityTags;
import edu.fmu.sims.web.JsonBodies;
import edu.fmu.sims.web.ProblemMapper;
import edu.fmu.sims.web.RecordReader;
import edu.fmu.sims.web.RequestParameters;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** The JAX-RS application: registers resources, filters and mappers; nothing is discovered. */
final class SimsApplication extends ResourceConfig {
  /** Warns of every resource that is registered as an instance; held, or it would be collected. */
  private static final Logger PROVIDERS =
      Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

  SimsApplication(Sims sims) {
    PROVIDERS.setLevel(Level.SEVERE);
    sims.resources().forEach(this::register);
    register(new AccessFeature(sims.sessions()));
    sims.watchers().forEach(this::register);
    register(new AcceptHeader());
    register(new ProblemMapper(SqlProblems::translate));
    register(new JsonBodies());
    register(new CsvBodies());
    register(new EntityTags());
    register(
        new AbstractBinder() {
          @Override
          protected void configure() {
            bind(new RequestParameters(new RecordReader(), sims.clock()))
                .to(ValueParamProvider.class);
          }
        });
    property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
    property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    property(ServerProperties.UNWRAP_COMPLETION_STAGE_IN_WRITER_ENABLE, false);
  }
}
