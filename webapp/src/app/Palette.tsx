import { i18n } from "@lingui/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api, ok } from "../api/client";
import { messageOf } from "../api/problem";
import { leave } from "../lib/back";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { TextField } from "../ui/TextField";
import styles from "./Palette.module.css";
import { opens, ROUTES } from "./routes";
import { useMay, useSession } from "./session";

type Entry = { to: string; text: string; note: string };

/** Ctrl-K: pages by name, and people, courses and sections as the server finds them. */
export function Palette({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const may = useMay();
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [at, setAt] = useState(0);

  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 150);
    return () => clearTimeout(timer);
  }, [text]);

  const found = useQuery({
    queryKey: ["search", asked],
    queryFn: () => ok(api.GET("/api/search/", { params: { query: { q: asked } } })),
    enabled: asked.length > 1 && may("STUDENTS_READ"),
    placeholderData: keepPreviousData,
  });

  const words = text.trim().toLowerCase();
  const entries: Entry[] = ROUTES.filter(
    (route) =>
      route.label &&
      opens(route, session.permissions, session.student != null) &&
      route.label().toLowerCase().includes(words),
  ).map((route) => ({ to: route.path, text: route.label?.() ?? "", note: i18n.t("Page") }));
  if (words.length > 1 && found.data) {
    for (const student of found.data.students)
      entries.push({
        to: `/students/${student.id}`,
        text: student.name,
        note: `${student.reg_no} · ${student.program}`,
      });
    for (const section of found.data.sections)
      entries.push({
        to: `/sections/${section.id}`,
        text: `${section.course_detail.code} ${section.course_detail.title}`,
        note: i18n.t("Section, {term}", { term: section.term }),
      });
    for (const course of found.data.courses)
      entries.push({
        to: `/courses?search=${encodeURIComponent(course.code)}`,
        text: `${course.code} ${course.title}`,
        note: i18n.t("Course"),
      });
  }
  const chosen = Math.min(at, entries.length - 1);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  function go(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    leave(entry.to.replace(/\?.*/, ""), () => navigate(entry.to));
  }

  return (
    <Dialog title={i18n.t("Find")} isOpen onClose={onClose} size="drawer">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field within holds the focus; its keys bubble here */}
      <div
        className="stack"
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, entries.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
          else if (event.key === "Enter") go(entries[chosen]);
          else return;
          event.preventDefault();
        }}
      >
        <TextField
          label={i18n.t("People, courses, sections and pages")}
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          autoFocus
          autoComplete="off"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        />
        <div ref={list} id={listId} role="listbox" aria-label={i18n.t("Found")} className={styles.list}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field that holds the focus
            <div
              key={entry.to + entry.text}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              className={styles.entry}
              onClick={() => go(entry)}
            >
              <span>{entry.text}</span>
              <span className="small soft">{entry.note}</span>
            </div>
          ))}
        </div>
        {found.isError ? (
          <Notice tone="bad">{messageOf(found.error)}</Notice>
        ) : (
          entries.length === 0 && (
            <p className="soft" role="status">
              {found.isFetching || text.trim() !== asked ? i18n.t("Searching …") : i18n.t("Nothing found")}
            </p>
          )
        )}
      </div>
    </Dialog>
  );
}
