package edu.fmu.sims.verify;

import edu.fmu.sims.access.Anonymous;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.documents.IssuedDocument;
import edu.fmu.sims.web.Answers;
import edu.fmu.sims.web.RequestContextFilter;
import edu.fmu.sims.web.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** {@code /api/verify/}: the public check of what was issued. */
@Path("verify")
@Produces(MediaType.APPLICATION_JSON)
public final class VerifyResource {
  private final VerificationService verification;

  public VerifyResource(VerificationService verification) {
    this.verification = verification;
  }

  /** Checks a code as printed, or what a holder's link ends in. */
  @GET
  @Path("{code}")
  @Anonymous
  public Verification verify(@Context Caller caller, @PathParam("code") String code) {
    return verification.verify(code, caller.origin().remoteAddr());
  }

  /** The document itself, for who was given a link that shows all. */
  @GET
  @Path("{code}/file")
  @Produces("application/pdf")
  @Anonymous
  @Answers
  public Response file(@Context Caller caller, @PathParam("code") String code) {
    IssuedDocument document = verification.file(code, caller.origin().remoteAddr());
    return Response.ok(document.file(), "application/pdf")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + document.fileName() + "\"")
        .build();
  }

  /** Checks a file, sent as the field {@code file} or as the whole body. */
  @POST
  @Consumes({"multipart/form-data", "application/pdf", "application/octet-stream"})
  @Anonymous
  @Answers(Verification.class)
  public Response upload(@Context Upload file) {
    return Response.ok(verification.verify(file.bytes())).build();
  }

  /** Has the limits kept at every address of the public check. */
  public static final class Limits implements DynamicFeature {
    private final VerifyLimit limit;

    public Limits(VerifyLimit limit) {
      this.limit = limit;
    }

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
      Class<?> resource = endpoint.getResourceClass();
      if (resource == VerifyResource.class || resource == OldVerifyResource.class) {
        context.register(new Gate(limit));
      }
    }
  }

  /** Stands before the body is read, and behind the answer. */
  private static final class Gate implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String SLOT = "sims.verify.slot";

    private final VerifyLimit limit;

    Gate(VerifyLimit limit) {
      this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
      Origin origin =
          (Origin)
              Objects.requireNonNull(request.getProperty(RequestContextFilter.ORIGIN), "no origin");
      if (request.getMethod().equals("POST")) {
        limit.enter(origin.remoteAddr());
        request.setProperty(SLOT, true);
      } else {
        limit.code(origin.remoteAddr());
      }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (request.getProperty(SLOT) != null) {
        request.removeProperty(SLOT);
        limit.leave();
      }
    }
  }
}
