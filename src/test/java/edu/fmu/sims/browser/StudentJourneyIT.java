package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static edu.fmu.sims.browser.Find.dialog;
import static edu.fmu.sims.browser.Find.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A student's main jobs, from the sign-in to what the database then holds. */
@ExtendWith(BrowserRig.Shared.class)
class StudentJourneyIT {
  private final BrowserRig rig;

  StudentJourneyIT(BrowserRig rig) {
    this.rig = rig;
  }

  @Test
  void aRequestGoesFromTheStudentToTheOfficeAndBack() {
    Page student = rig.signIn("student");
    link(student, "Requests and documents").first().click();
    button(student, "New request").click();
    Locator form = student.getByRole(AriaRole.DIALOG);
    form.getByLabel("What do you need?").selectOption("bonafide");
    form.getByLabel("Notes for the office").fill("For a visa, from the browser");
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send")).click();
    assertThat(student.getByText("1 of 3: with the office").first()).isVisible();

    Page office = rig.signIn("registrar");
    office.navigate(rig.address() + "/requests?status=pending&type=bonafide");
    office
        .getByRole(
            AriaRole.ROW, new Page.GetByRoleOptions().setName("For a visa, from the browser"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
        .click();
    office
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
        .click();
    assertThat(office.getByRole(AriaRole.DIALOG)).not().isVisible();

    student.reload();
    assertThat(student.getByText("2 of 3: approved").first()).isVisible();
  }

  @Test
  void aLinkToADocumentIsMadeOpenedAndWithdrawn() {
    int document = issued();
    Page page = rig.signIn("student");
    link(page, "Requests and documents").first().click();
    String serial = rig.get("student", "/api/documents/" + document + "/").path("serial");
    button(page, "Share " + serial).click();
    dialog(page).getByLabel("What it shows").selectOption("full");
    button(dialog(page), "Make a link").click();
    Locator link = dialog(page).getByLabel("Link", new Locator.GetByLabelOptions().setExact(true));
    link.waitFor();
    assertThat(shares(document)).containsExactly("active");

    Page stranger = rig.open(ColorScheme.LIGHT, 1440);
    String path = link.inputValue().replaceFirst("^https?://[^/]+", "");
    stranger.navigate(rig.address() + path);
    assertThat(stranger.locator("body")).containsText("✓ Valid");

    Page office = rig.signIn("registrar");
    office.navigate(rig.address() + "/documents?type=bonafide");
    button(office, "Links to " + serial).click();
    assertThat(dialog(office).getByText("Opened once")).isVisible();
    assertThat(dialog(office).getByText("127.0.0.0/24")).not().isVisible();

    dialog(page)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw the link"))
        .click();
    assertThat(page.getByText("The link opens nothing any more.").first()).isVisible();
    assertThat(shares(document)).containsExactly("withdrawn");
  }

  /** The id of a document of the student's, a certificate that the office has issued. */
  private int issued() {
    int student = rig.get("student", "/api/auth/session/").path("student");
    int request =
        rig.make("student", "/api/requests/", Map.of("student", student, "type", "bonafide"));
    for (String step : List.of("approved", "completed")) {
      rig.as("registrar")
          .body(Map.of("status", step))
          .post("/api/requests/" + request + "/transition/")
          .then()
          .statusCode(200);
    }
    return Awaitility.await("the certificate")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> rig.get("student", "/api/documents/").<List<Integer>>path("results.id"),
            ids -> !ids.isEmpty())
        .getFirst();
  }

  private List<String> shares(int document) {
    return rig.get("student", "/api/documents/" + document + "/shares/").path("results.status");
  }
}
