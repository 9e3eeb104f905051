import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { watchBack } from "../lib/back";
import { Dialog } from "./Dialog";
import { RecordForm, type Values } from "./RecordForm";

afterEach(cleanup);

const FIELDS = [
  { name: "code", label: "Code" },
  { name: "title", label: "Title" },
];

function input(label: string) {
  return screen.getByLabelText<HTMLInputElement>(label);
}

test("a change that meets somebody else's is told with both values, and saved over theirs only on another try", async () => {
  const sent: [Values, string][] = [];
  render(
    <RecordForm
      fields={FIELDS}
      initial={{ code: "ANA", title: "Anatomy" }}
      etag="1"
      latest={async () => ({ values: { code: "ANA-1", title: "Anatomy of man" }, etag: "2" })}
      submit="Save"
      onSubmit={async (values, etag) => {
        sent.push([values, etag]);
        if (etag === "1") throw new ProblemError(412, "precondition-failed", "Changed.", {});
      }}
    />,
  );
  fireEvent.change(input("Title"), { target: { value: "Human anatomy" } });
  fireEvent.click(screen.getByText("Save"));
  await screen.findByText(/You wrote Human anatomy, somebody else Anatomy of man/);
  expect(input("Title").value).toBe("Human anatomy");
  expect(input("Code").value).toBe("ANA-1");
  fireEvent.click(screen.getByText("Save"));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual([{ code: "ANA-1", title: "Human anatomy" }, "2"]);
});

test("theirs is taken with one press", async () => {
  render(
    <RecordForm
      fields={FIELDS}
      initial={{ code: "ANA", title: "Anatomy" }}
      etag="1"
      latest={async () => ({ values: { code: "ANA", title: "Anatomy of man" }, etag: "2" })}
      submit="Save"
      onSubmit={() => Promise.reject(new ProblemError(412, "precondition-failed", "Changed.", {}))}
    />,
  );
  fireEvent.change(input("Title"), { target: { value: "Human anatomy" } });
  fireEvent.click(screen.getByText("Save"));
  fireEvent.click(await screen.findByText("Take theirs"));
  expect(input("Title").value).toBe("Anatomy of man");
});

test("a dialog asks before it throws away what was typed, and only then", async () => {
  const close = vi.fn();
  render(
    <Dialog title="Add course" isOpen onClose={close}>
      <RecordForm fields={FIELDS} initial={{ code: "", title: "" }} submit="Save" onSubmit={async () => {}} />
    </Dialog>,
  );
  fireEvent.keyDown(input("Code"), { key: "Escape" });
  await waitFor(() => expect(close).toHaveBeenCalledTimes(1));
  fireEvent.change(input("Code"), { target: { value: "ANA" } });
  fireEvent.keyDown(input("Code"), { key: "Escape" });
  fireEvent.click(await screen.findByText("Go on typing"));
  expect(close).toHaveBeenCalledTimes(1);
  expect(input("Code").value).toBe("ANA");
  fireEvent.keyDown(input("Code"), { key: "Escape" });
  fireEvent.click(await screen.findByText("Discard"));
  expect(close).toHaveBeenCalledTimes(2);
});

test("the browser's Back leaves no dialog in which something is typed, and the router does not hear of it", async () => {
  history.replaceState({ idx: 0 }, "", "/courses");
  history.pushState({ idx: 1 }, "", "/courses?page=2");
  const left = vi.fn();
  watchBack();
  window.addEventListener("popstate", left);
  const close = vi.fn();
  render(
    <Dialog title="Add course" isOpen onClose={close}>
      <RecordForm fields={FIELDS} initial={{ code: "", title: "" }} submit="Save" onSubmit={async () => {}} />
    </Dialog>,
  );
  fireEvent.change(input("Code"), { target: { value: "ANA" } });
  history.back();
  await screen.findByText("What you typed is not saved.");
  await waitFor(() => expect(history.state).toEqual({ idx: 1 }));
  expect(location.search).toBe("?page=2");
  fireEvent.change(input("Code"), { target: { value: "" } });
  history.back();
  await waitFor(() => expect(left).toHaveBeenCalledTimes(1));
  expect(location.search).toBe("");
  window.removeEventListener("popstate", left);
});

test("a dialog that is opened again does not ask about what was typed before", async () => {
  const dialog = (isOpen: boolean) => (
    <Dialog title="Add course" isOpen={isOpen} onClose={() => {}}>
      <RecordForm fields={FIELDS} initial={{ code: "", title: "" }} submit="Save" onSubmit={async () => {}} />
    </Dialog>
  );
  const { rerender } = render(dialog(true));
  fireEvent.change(input("Code"), { target: { value: "ANA" } });
  fireEvent.keyDown(input("Code"), { key: "Escape" });
  await screen.findByText("Go on typing");
  rerender(dialog(false));
  rerender(dialog(true));
  await screen.findByLabelText("Code");
  expect(screen.queryByText("Go on typing")).toBeNull();
});

test("a refusal leads to the first field at fault, and typing there leads no further", async () => {
  const blank = ["This field may not be blank."];
  render(
    <Dialog title="Add course" isOpen onClose={() => {}}>
      <RecordForm
        fields={[{ name: "program", label: "Program" }, ...FIELDS]}
        initial={{ program: "MBBS", code: "", title: "" }}
        submit="Save"
        onSubmit={() => Promise.reject(new ProblemError(400, 400, "No.", { title: blank, code: blank }))}
      />
    </Dialog>,
  );
  await waitFor(() => expect(document.activeElement).toBe(input("Program")));
  fireEvent.click(screen.getByText("Save"));
  await waitFor(() => expect(document.activeElement).toBe(input("Code")), { timeout: 5000 });
  fireEvent.change(input("Code"), { target: { value: "ANA" } });
  expect(document.activeElement).toBe(input("Code"));
});
