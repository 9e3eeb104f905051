package edu.fmu.sims.jobs;

import static edu.fmu.sims.jobs.JobRig.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.access.Caller;
import edu.fmu.sims.access.Origin;
import edu.fmu.sims.access.Role;
import edu.fmu.sims.web.ListRequest;
import edu.fmu.sims.web.Problem;
import edu.fmu.sims.web.ProblemType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JobServiceTest {
  private static final Caller ADMIN = Caller.system("test");

  @AutoClose private final JobRig rig = new JobRig(JobRig.noRedis());

  private static Caller caller(long user, Role role, @Nullable Long student) {
    return new Caller(user, "user" + user, role, student, null, Origin.internal("test"));
  }

  private static ListRequest request(String... filters) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    for (int i = 0; i < filters.length; i += 2) {
      parameters.putSingle(filters[i], filters[i + 1]);
    }
    return ListRequest.of(URI.create("http://localhost/api/jobs/"), parameters, false);
  }

  private static void assertRefused(ProblemType type, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
  }

  @Test
  void aStudentSeesTheOwnJobsOnly() {
    rig.update("insert into app_user (id, username) values (7, 'user7'), (8, 'user8')");
    JobModule node = rig.node();
    Caller student = caller(7, Role.STUDENT, 70L);
    long asked = rig.enqueue(node, NewJob.of("a", Map.of(), student));
    long about = rig.enqueue(node, NewJob.of("b", Map.of(), ADMIN).about(70));
    long foreign =
        rig.enqueue(node, NewJob.of("c", Map.of(), caller(8, Role.STUDENT, 80L)).about(80));
    JobResource resource = node.resource();
    assertThat(resource.list(student, request()).results())
        .extracting(JobView::id)
        .containsExactly(asked, about);
    assertThat(resource.get(student, about).type()).isEqualTo("b");
    assertRefused(ProblemType.NOT_FOUND, () -> resource.get(student, foreign));
    assertThat(resource.list(caller(9, Role.STUDENT, null), request()).results()).isEmpty();
    for (Role role : List.of(Role.ADMIN, Role.REGISTRAR, Role.EXAM_CELL)) {
      assertThat(resource.list(caller(1, role, null), request()).results()).hasSize(3);
    }
  }

  @Test
  void listsAreFilteredAndOrdered() {
    JobModule node = rig.node();
    long first = rig.enqueue(node, "a");
    long second = rig.enqueue(node, NewJob.of("b", Map.of(), ADMIN).after(Duration.ofHours(1)));
    JobResource resource = node.resource();
    assertThat(resource.list(ADMIN, request("type", "b")).results())
        .singleElement()
        .satisfies(job -> assertThat(job.id()).isEqualTo(second));
    assertThat(resource.list(ADMIN, request("state", "scheduled")).results()).hasSize(1);
    assertThat(resource.list(ADMIN, request("ordering", "-created_at")).results())
        .extracting(JobView::id)
        .containsExactly(second, first);
  }

  @Test
  void aWaitingJobIsCancelledAtOnceAndNeverRuns() {
    JobModule node = rig.node();
    AtomicInteger runs = new AtomicInteger();
    long id = rig.enqueue(node, "work");
    JobView view = node.resource().cancel(ADMIN, id);
    assertThat(view.state()).isEqualTo("cancelled");
    assertThat(view.finishedAt()).isNotNull();
    node.start(List.of(handler("work", job -> runs.incrementAndGet())));
    long later = rig.enqueue(node, "work");
    rig.awaitState(later, "succeeded");
    assertThat(runs).hasValue(1);
    assertThat(rig.state(id)).isEqualTo("cancelled");
    assertRefused(ProblemType.CONFLICT, () -> node.resource().cancel(ADMIN, id));
    assertThat(rig.query("select summary from audit_entry")).isEqualTo("Job " + id + " cancelled");
  }

  @Test
  void aRunningJobIsCancelledAtItsNextStepAndCommitsNothingMore() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    JobModule node =
        rig.start(
            handler(
                "work",
                job -> {
                  running.countDown();
                  cancelled.await();
                  job.commit(
                      () ->
                          rig.update(
                              "insert into mail_ledger (job_id, recipient, message_id,"
                                  + " state) values (1, 'a', 'b', 'sending')"));
                }));
    long id = rig.enqueue(node, "work");
    JobRig.await(() -> running.getCount() == 0);
    assertThat(node.resource().cancel(ADMIN, id).state()).isEqualTo("running");
    cancelled.countDown();
    rig.awaitState(id, "cancelled");
    assertThat(rig.query("select count(*) from mail_ledger")).isEqualTo("0");
  }

  @Test
  void anOperatorSendsADeadJobRoundAgain() {
    AtomicInteger runs = new AtomicInteger();
    JobModule node =
        rig.start(
            handler(
                "work",
                job -> {
                  if (runs.incrementAndGet() == 1) {
                    throw new PermanentFailure("no");
                  }
                }));
    long id = rig.enqueue(node, "work");
    rig.awaitState(id, "dead");
    assertThat(node.resource().retry(ADMIN, id).attempts()).isZero();
    rig.awaitState(id, "succeeded");
    assertRefused(ProblemType.CONFLICT, () -> node.resource().retry(ADMIN, id));
    assertRefused(ProblemType.NOT_FOUND, () -> node.resource().retry(ADMIN, id + 99));
  }

  @Test
  void theQueueAtAGlance() {
    JobModule node = rig.node();
    for (int i = 0; i < 7; i++) {
      rig.enqueue(node, "work");
    }
    assertThat(node.isStranded()).isTrue();
    rig.update("update job set run_at = now() - interval '90 s' where id = 1");
    rig.update("update job set state = 'scheduled', run_at = now() + interval '1 h' where id = 2");
    rig.update(
        "update job set state = 'scheduled', run_at = now() + interval '1 h', error = 'x'"
            + " where id = 3");
    rig.update("update job set state = 'running', lease_until = now() where id = 4");
    rig.update("update job set state = 'succeeded', finished_at = now() where id = 5");
    rig.update("update job set state = 'dead', finished_at = now() where id = 6");
    rig.update("insert into job_worker (id, role, slots) values ('live', 'all', 1)");
    rig.update(
        "insert into job_worker (id, role, slots, seen_at)"
            + " values ('gone', 'all', 1, now() - interval '1 min')");
    QueueStats stats = QueueStats.read(rig.transactions());
    assertThat(stats.oldestWaitSeconds()).isBetween(89L, 120L);
    assertThat(stats).isEqualTo(new QueueStats(2, 1, 1, 1, 1, 1, 1, stats.oldestWaitSeconds()));
    assertThat(node.isStranded()).isFalse();
    rig.update("delete from job_worker where id = 'live'");
    assertThat(node.isStranded()).isTrue();
    rig.update("update job set run_at = now() + interval '1 h' where state = 'queued'");
    assertThat(node.isStranded()).isFalse();
  }
}
