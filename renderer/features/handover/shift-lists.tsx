/** The lists of a shift, and the lines that colleagues left to each other. */

import { Handshake, type LucideIcon, MessageSquareText, Umbrella } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Link } from "wouter";
import { dueDay, responsibleStaff } from "#shared/model/feedback.ts";
import { hideName, maskName } from "#shared/model/readers/mask.ts";
import { isTaskLate } from "#shared/model/task.ts";
import type { Shift } from "../../db/lists/shift.ts";
import type { Masked } from "../../db/masked.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReadersCalledOut } from "../../desk-services/use-reader-names.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { Pill } from "../../ui/pill.tsx";
import { taskText } from "../../words/things-named.ts";
import styles from "./handover.module.css";

interface ShiftListsProps {
  readonly shift: Shift;
  /** Rows lead to their records; over a sheet that holds words they do not. */
  readonly linked?: boolean;
  /** Opens by itself where a queue may read it: readers are named as they are called out. */
  readonly calledOut?: boolean;
}

export function ShiftLists({ shift, linked = false, calledOut = false }: ShiftListsProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const today = format.day(useServices().clock.now());
  const shown = (day: string | undefined): string | undefined => (day === undefined ? undefined : format.shownDay(day));
  const { opinions, promises, found } = shift;
  const whose = [
    ...promises.flatMap(({ promisedTo }) => promisedTo ?? []),
    ...opinions.flatMap(({ reader }) => reader ?? []),
  ];
  const { names: masks, fullNames: names } = useReadersCalledOut(whose);
  const readers: ReadonlyMap<string, string> = calledOut ? masks : names;
  /** Words that a colleague wrote about a reader often name her. */
  const shownText = (text: string, reader: string | undefined): string => {
    if (!calledOut || reader === undefined) return text;
    const name = names.get(reader);
    const who = masks.get(reader);
    // not before it is known whom they may name
    return name === undefined || who === undefined ? "…" : hideName(text, name, who);
  };
  return (
    <>
      <List icon={MessageSquareText} title={t("handover.open", { count: opinions.length })}>
        {opinions.map((row) => (
          <li key={row.id} className={styles.row}>
            <Way href={linked ? `/opinions?id=${encodeURIComponent(row.id)}` : null}>
              {shownText(row.title ?? row.text ?? "", row.reader)}
            </Way>
            <span className="meta">
              {[row.registerNo, shown(dueDay(row)), house.staff.get(responsibleStaff(row) ?? "")]
                .filter((part) => part !== undefined)
                .join(" · ")}
            </span>
            {row.status === "registered" && <Pill tone="line">{t("handover.not-accepted")}</Pill>}
          </li>
        ))}
      </List>
      <List icon={Handshake} title={t("handover.promised", { count: promises.length })}>
        {promises.map((row) => (
          <li key={row.id} className={styles.row}>
            <span>{shownText(taskText(row, t), row.promisedTo)}</span>
            {row.promisedTo !== undefined && (
              <Way href={linked ? `/readers/${row.promisedTo}` : null}>
                <PersonName>{readers.get(row.promisedTo) ?? ""}</PersonName>
              </Way>
            )}
            {row.contact !== undefined && (
              <PersonName>
                {(calledOut ? maskName(row.contact.name ?? "") : row.contact.name) || t("words.no-card")}
              </PersonName>
            )}
            <span className="meta">
              {[shown(row.due) ?? t("words.task.no-due"), house.staff.get(row.assignee ?? "")]
                .filter((part) => part !== undefined)
                .join(" · ")}
            </span>
            {isTaskLate(row, today) && <Pill tone="danger">{t("handover.late")}</Pill>}
          </li>
        ))}
      </List>
      <List icon={Umbrella} title={t("handover.found", { count: found.length })}>
        {found.map((row) => (
          <li key={row.id} className={styles.row}>
            <span>{row.what}</span>
            <span className="meta">
              {[format.time(row.at), house.staff.get(row.staff ?? "")].filter((part) => part !== undefined).join(" · ")}
            </span>
          </li>
        ))}
      </List>
    </>
  );
}

const Way = ({ href, children }: { readonly href: string | null; readonly children: ReactNode }) =>
  href === null ? <span>{children}</span> : <Link href={href}>{children}</Link>;

export function HandoverLines({ lines }: { readonly lines: readonly Masked<"handover">[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  return (
    <ul className={styles.list}>
      {lines.map((row) => (
        <li key={row.id} className={styles.line}>
          <p className={styles.words}>{row.text}</p>
          <p className="meta">
            {[
              house.staff.get(row.staff ?? "") ?? t("handover.nobody"),
              format.moment(row.at ?? 0, now),
              row.takenAt === undefined
                ? t("handover.not-taken")
                : t("handover.taken", { colleague: house.staff.get(row.takenBy ?? "") ?? t("handover.nobody") }),
            ].join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface ListProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: readonly ReactNode[];
}

/** One without rows says so in its title alone. */
function List({ icon, title, children }: ListProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        <Icon icon={icon} />
        {title}
      </h2>
      {children.length > 0 && <ul className={styles.list}>{children}</ul>}
    </section>
  );
}
