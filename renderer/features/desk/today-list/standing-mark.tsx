/** How the row in hand stands after an act, or after a colleague's. */
import { Check, type LucideIcon, Minus } from "lucide-react";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { RowStanding } from "./row-standing.ts";
import styles from "./today.module.css";

const WORDS: Readonly<Record<Exclude<RowStanding["tag"], "open" | "later">, MessageId>> = {
  done: "today.is-done",
  answered: "today.is-answered",
  reached: "today.is-reached",
  missed: "today.is-missed",
  declined: "today.is-declined",
  elsewhere: "today.is-elsewhere",
};
const ACHIEVED: ReadonlySet<RowStanding["tag"]> = new Set(["done", "answered", "reached"]);

export function StandingMark({ standing }: { readonly standing: RowStanding }) {
  const t = useT();
  const format = useFormat();
  if (standing.tag === "open") return null;
  const icon: LucideIcon = ACHIEVED.has(standing.tag) ? Check : Minus;
  return (
    <span className={styles.stands}>
      <Icon icon={icon} />
      {standing.tag === "later" ? t("today.is-later", { day: format.namedDay(standing.day) }) : t(WORDS[standing.tag])}
    </span>
  );
}
