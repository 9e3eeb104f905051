import { type ReactNode, useState } from "react";
import styles from "./FileDrop.module.css";

/** Takes one file: dropped on it, or chosen by mouse or keyboard. */
export function FileDrop(props: {
  label: string;
  note?: ReactNode;
  accept?: string;
  onFile: (file: File) => void;
}) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) props.onFile(file);
      }}
    >
      <span className={styles.call}>{props.label}</span>
      {props.note && <span className="small soft">{props.note}</span>}
      <input
        type="file"
        accept={props.accept}
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) props.onFile(file);
        }}
      />
    </label>
  );
}
