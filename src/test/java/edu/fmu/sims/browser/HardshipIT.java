package edu.fmu.sims.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static edu.fmu.sims.browser.Find.button;
import static edu.fmu.sims.browser.Find.dialog;
import static edu.fmu.sims.browser.Find.link;
import static edu.fmu.sims.browser.Find.markField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong while people work, and work without a mouse: nothing typed is lost. */
@ExtendWith(BrowserRig.Shared.class)
class HardshipIT {
  private static final String SAVING = "**/api/assessment-scores/bulk/";

  private final BrowserRig rig;
  private final int section;

  HardshipIT(BrowserRig rig) {
    this.rig = rig;
    section = rig.get("faculty", "/api/sections/?term=Fall 2026").path("results[0].id");
  }

  private Page sheet() {
    Page page = rig.signIn("faculty");
    page.navigate(rig.address() + "/sections/" + section + "/grades");
    markField(page, 0).waitFor();
    return page;
  }

  private float score(int line) {
    return rig.get("faculty", "/api/sections/" + section + "/gradebook/")
        .path("students[" + line + "].scores[0].score");
  }

  @Test
  void marksTypedWhileTheServerIsAwayStayAndAreSentOnAnotherTry() {
    Page page = sheet();
    page.route(SAVING, Route::abort);
    markField(page, 0).fill("1.5");
    assertThat(page.getByText("The server cannot be reached.")).isVisible();
    assertThat(markField(page, 0)).hasValue("1.5");
    page.unroute(SAVING);
    button(page, "Try again").click();
    assertThat(page.getByText("All saved")).isVisible();
    assertThat(score(0)).isEqualTo(1.5f);
  }

  @Test
  void aMarkTypedJustBeforeLeavingThePageIsSaved() {
    Page page = sheet();
    markField(page, 0).fill("2.75");
    link(page, "Results").last().click();
    assertThat(button(page, "Propose from scores")).isVisible();
    Awaitility.await("the mark").until(() -> score(0), is(2.75f));
  }

  @Test
  void marksTypedStayWhenAnAssessmentIsChangedMeanwhile() {
    Page page = sheet();
    markField(page, 4).fill("many");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Edit ")).first().click();
    dialog(page).getByLabel("Name, such as Quiz 1").fill("Renamed while marking");
    button(dialog(page), "Save").click();
    assertThat(dialog(page)).not().isVisible();
    assertThat(page.getByText("Renamed while marking").first()).isVisible();
    assertThat(markField(page, 4)).hasValue("many");
    List<String> names =
        rig.get("faculty", "/api/sections/" + section + "/gradebook/").path("assessments.type");
    assertThat(names).contains("Renamed while marking");
  }

  @Test
  void marksTypedWhenTheSessionEndsAreSavedAfterTheSignIn() {
    Page page = sheet();
    page.context().clearCookies();
    page.route(
        SAVING,
        route -> route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{}")),
        new Page.RouteOptions().setTimes(1));
    markField(page, 1).fill("2.5");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("Your session has ended")).isVisible();
    dialog.getByLabel("Password of faculty").fill(BrowserRig.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(dialog).not().isVisible();
    assertThat(page.getByText("All saved")).isVisible();
    assertThat(score(1)).isEqualTo(2.5f);
  }

  @Test
  void aMarkThatSomebodyElseChangedIsShownAndNotOverwritten() {
    Page mine = sheet();
    Page theirs = sheet();
    markField(theirs, 2).fill("3.25");
    assertThat(theirs.getByText("All saved")).isVisible();
    markField(mine, 2).fill("0.75");
    assertThat(mine.getByText("you wrote 0.75, somebody else 3.25")).isVisible();
    assertThat(score(2)).isEqualTo(3.25f);
    button(mine, "Take theirs").click();
    assertThat(markField(mine, 2)).hasValue("3.25");
  }

  @Test
  void wordsPastedIntoMarksAreKeptAndTheGoodCellsAreSaved() {
    Page page = sheet();
    markField(page, 3)
        .evaluate(
            """
            cell => {
              const data = new DataTransfer();
              data.setData("text/plain", "1.75\\nabsent");
              cell.dispatchEvent(new ClipboardEvent("paste",
                  {clipboardData: data, bubbles: true, cancelable: true}));
            }""");
    assertThat(page.getByText("1 cell needs you")).isVisible();
    assertThat(markField(page, 4)).hasValue("absent");
    assertThat(markField(page, 4)).hasAttribute("aria-invalid", "true");
    assertThat(markField(page, 3)).hasAttribute("aria-invalid", "false");
    assertThat(page.locator("td[data-state=waiting], td[data-state=saving]")).hasCount(0);
    assertThat(score(3)).isEqualTo(1.75f);
  }

  @Test
  void whatIsTypedInADialogOutlivesTheBrowsersBack() {
    Page page = rig.signIn("registrar");
    link(page, "Programs").first().click();
    link(page, "Courses").first().click();
    button(page, "Add course").click();
    dialog(page).getByLabel("Code").fill("HARD-1");
    page.evaluate("() => history.back()");
    assertThat(dialog(page).getByText("What you typed is not saved.")).isVisible();
    assertThat(dialog(page).getByLabel("Code")).hasValue("HARD-1");
    button(page, "Discard").click();
    assertThat(dialog(page)).not().isVisible();
    page.evaluate("() => history.back()");
    assertThat(page).hasURL(rig.address() + "/programs");
  }

  @Test
  void whatIsTypedInAPageOutlivesTheBrowsersBackAndALink() {
    Page page = rig.signIn("admin");
    link(page, "Programs").first().click();
    link(page, "Institution").first().click();
    Locator office = page.getByLabel("Issuing office");
    String before = office.inputValue();
    office.fill("Office of hardship");
    page.evaluate("() => history.back()");
    assertThat(dialog(page).getByText("What you typed is not saved.")).isVisible();
    button(page, "Go on typing").click();
    assertThat(dialog(page)).not().isVisible();
    assertThat(office).hasValue("Office of hardship");
    assertThat(page).hasURL(rig.address() + "/institution");

    link(page, "Courses").first().click();
    button(page, "Discard").click();
    assertThat(page).hasURL(rig.address() + "/courses");
    page.evaluate("() => history.back()");
    assertThat(office).hasValue(before);

    office.fill("Office of hardship");
    page.evaluate("() => history.back()");
    button(page, "Discard").click();
    assertThat(page).hasURL(rig.address() + "/programs");
    page.evaluate("() => history.forward()");
    assertThat(office).hasValue(before);
    page.evaluate("() => history.back()");
    assertThat(page).hasURL(rig.address() + "/programs");
    assertThat(dialog(page)).not().isVisible();
  }

  @Test
  void whatSomebodyElseChangedIsNotDeletedUnseen() {
    int program = rig.make("registrar", "/api/programs/", Map.of("name", "Deleted too soon"));
    Page page = rig.signIn("admin");
    page.navigate(rig.address() + "/programs?search=too+soon");
    button(page, "Delete Deleted too soon").click();
    rig.as("registrar")
        .body(Map.of("name", "Kept after all, not too soon"))
        .patch("/api/programs/" + program + "/")
        .then()
        .statusCode(200);
    button(dialog(page), "Delete").click();
    assertThat(dialog(page).getByText("Somebody else changed this meanwhile")).isVisible();
    button(dialog(page), "Cancel").click();
    assertThat(page.getByText("Kept after all, not too soon")).isVisible();
    button(page, "Delete Kept after all, not too soon").click();
    button(dialog(page), "Delete").click();
    assertThat(dialog(page)).not().isVisible();
    assertThat(rig.get("registrar", "/api/programs/" + program + "/").statusCode()).isEqualTo(404);
  }

  @Test
  void aHoldThatSomebodyElseChangedIsNotReleasedUnseen() {
    int student = rig.get("registrar", "/api/students/").path("results[0].id");
    int hold =
        rig.make(
            "registrar",
            "/api/holds/",
            Map.of("student", student, "type", "other", "reason", "Locker key"));
    Page page = rig.signIn("registrar");
    page.navigate(rig.address() + "/students/" + student + "?part=holds");
    Locator release = button(page, "Release the hold: Locker key");
    release.waitFor();
    rig.as("registrar")
        .body(Map.of("reason", "Locker key and library fine"))
        .patch("/api/holds/" + hold + "/")
        .then()
        .statusCode(200);
    release.click();
    assertThat(page.getByText("Somebody else changed this meanwhile")).isVisible();
    button(page, "Release the hold: Locker key and library fine").click();
    assertThat(page.getByText("The hold is released.")).isVisible();
    boolean active = rig.get("registrar", "/api/holds/" + hold + "/").path("active");
    assertThat(active).isFalse();
  }

  @Test
  void aFileThatIsNoDocumentIsToldSo() {
    Page page = rig.signIn("registrar");
    page.navigate(rig.address() + "/check");
    page.locator("input[type=file]")
        .setInputFiles(
            new FilePayload(
                "notes.txt", "text/plain", "not a PDF".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("[role=alert], [role=status]").last()).isVisible();
    assertThat(page.getByText("Valid: this document")).not().isVisible();
  }

  @Test
  void aTeacherSignsInFindsTheSectionsAndMarksFromTheKeyboardAlone() {
    Page page = rig.open(ColorScheme.LIGHT, 1440);
    page.getByLabel("Username or email").focus();
    page.keyboard().type("faculty");
    page.keyboard().press("Tab");
    page.keyboard().type(BrowserRig.PASSWORD);
    page.keyboard().press("Enter");
    page.locator("nav#navigation").waitFor();
    page.keyboard().press("Control+k");
    assertThat(page.locator("input[role=combobox]")).isFocused();
    page.keyboard().type("My account");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My account")))
        .isVisible();

    page.navigate(rig.address() + "/sections/" + section + "/attendance");
    Locator present = page.locator("main input[type=radio]").first();
    present.focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.getByText("on this device until you save")).isVisible();
    button(page, "Save 1").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByText("on this device until you save")).not().isVisible();
    List<String> statuses =
        rig.get("faculty", "/api/sections/" + section + "/register/").path("students.status");
    assertThat(statuses.getFirst()).isEqualTo("Absent");

    page.navigate(rig.address() + "/sections/" + section + "/grades");
    markField(page, 5).focus();
    page.keyboard().type("1");
    page.keyboard().press("Enter");
    assertThat(markField(page, 6)).isFocused();
    page.keyboard().type("2");
    page.keyboard().press("ArrowUp");
    assertThat(markField(page, 5)).isFocused();
    assertThat(page.getByText("All saved")).isVisible();
    assertThat(score(5)).isEqualTo(1f);
    assertThat(score(6)).isEqualTo(2f);
  }
}
