import { i18n } from "@lingui/core";
import { say } from "../../api/say";
import { type Fault, grouped, ranges } from "./model";

/** Faults by what mends them, with the rows as a spreadsheet counts them. */
export function FaultTable({ faults }: { faults: Fault[] }) {
  return (
    <div className="scroll">
      <table className="plain">
        <thead>
          <tr>
            <th>{i18n.t("Rows")}</th>
            <th>{i18n.t("Column")}</th>
            <th>{i18n.t("What is wrong")}</th>
          </tr>
        </thead>
        <tbody>
          {grouped(faults).map((group) => (
            <tr key={`${group.column} ${group.message}`}>
              <td className="figures">{ranges(group.rows)}</td>
              <td>{group.column ? <code>{group.column}</code> : "–"}</td>
              <td>{say(group.message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
