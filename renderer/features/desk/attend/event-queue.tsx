/** The middle of the desk while a queue of cards is scanned for an event: how many came, and the last scans. */

import { Check, CircleAlert, Undo2, UserRoundX } from "lucide-react";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { useDeskActions } from "../desk-context.ts";
import { useReaderMask } from "../session/use-reader-mask.ts";
import styles from "./attend.module.css";
import { useCounted } from "./attend-queries.ts";
import type { NumberedLine } from "./mode.ts";

/** As many as are read at a glance. */
const SHOWN = 12;

export function EventQueue({ name, lines }: { readonly name: string; readonly lines: readonly NumberedLine[] }) {
  const t = useT();
  const format = useFormat();
  const actions = useDeskActions();
  const counted = useCounted();
  const n = counted?.size ?? 0;
  return (
    <section className={styles.queue} aria-labelledby="event-h">
      <h1 id="event-h">{name}</h1>
      <p className={styles.count} aria-live="polite">
        <b>{format.number(n)}</b> {t("attend.people", { n })}
      </p>
      <p className="row row-wrap">
        <Button icon={Undo2} disabled={n === 0} onClick={() => void actions.undoLast()}>
          {t("attend.undo-last")}
        </Button>
        <Button keys="Esc" onClick={actions.leaveMode}>
          {t("attend.end")}
        </Button>
      </p>
      {lines.length === 0 && <p className="meta">{t("attend.ready")}</p>}
      <ol className={styles.lines}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.n}>
            <Line
              line={line}
              isTakenBack={line.tag === "counted" && counted !== undefined && !counted.has(line.activity)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Line({ line, isTakenBack }: { readonly line: NumberedLine; readonly isTakenBack: boolean }) {
  const t = useT();
  const who = useReaderMask(line.tag === "nobody" ? null : line.reader);
  switch (line.tag) {
    case "counted":
      return isTakenBack ? (
        <del>
          <PersonName>{who}</PersonName>
        </del>
      ) : (
        <>
          <Pill tone="ok" icon={Check}>
            {t("attend.counted")}
          </Pill>
          <PersonName>{who}</PersonName>
        </>
      );
    case "again":
      return (
        <>
          <Pill tone="info" icon={CircleAlert}>
            {t("attend.counted-before")}
          </Pill>
          <PersonName>{who}</PersonName>
        </>
      );
    case "nobody":
      return (
        <>
          <Pill tone="warn" icon={UserRoundX}>
            {t("attend.nobody")}
          </Pill>
          <span className="mono">{line.code}</span>
        </>
      );
  }
}
