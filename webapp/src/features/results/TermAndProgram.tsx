import { i18n } from "@lingui/core";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { nameChoices, useProgramNames, useTermNames } from "../../api/choices";
import { SelectField } from "../../ui/TextField";

/** The term and the program of a list; they stand in the address. */
export function useTermAndProgram() {
  const [params, setParams] = useSearchParams();
  const terms = useTermNames();
  const first = terms.data?.results[0]?.name ?? "";
  return {
    term: params.get("term") ?? first,
    program: params.get("program") ?? "",
    params,
    set: (name: string, value: string) =>
      setParams(
        (former) => {
          const next = new URLSearchParams(former);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: true },
      ),
  };
}

export function TermAndProgram(props: {
  term: string;
  program: string;
  set: (name: string, value: string) => void;
  children?: ReactNode;
}) {
  const terms = useTermNames();
  const programs = useProgramNames();
  return (
    <div className="row fields no-print">
      <SelectField
        label={i18n.t("Term")}
        value={props.term}
        onChange={(value) => props.set("term", value)}
        options={nameChoices(terms.data)}
      />
      <SelectField
        label={i18n.t("Program")}
        value={props.program}
        onChange={(value) => props.set("program", value)}
        options={[{ value: "", label: i18n.t("All") }, ...nameChoices(programs.data)]}
      />
      {props.children}
    </div>
  );
}
