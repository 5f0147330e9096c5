/** The columns of the list, and what stands in them. */
import { TriangleAlert } from "lucide-react";
import type { CareRow, CareView } from "../../../db/lists/readers-in-care.ts";
import { codeName } from "../../../db/read-house.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { taskText } from "../../../words/things-named.ts";

const COLUMNS = {
  name: ["words.reader.name", "minmax(8em, 1.4fr)"],
  next: ["care.next", "minmax(9em, 1.2fr)"],
  step: ["care.step", "minmax(0, 2fr)"],
  last: ["care.last", "minmax(9em, 1.2fr)"],
  days: ["care.rhythm", "minmax(6em, .7fr)"],
  plan: ["care.plan", "minmax(4em, .4fr)"],
  met: ["care.met", "minmax(9em, 1.2fr)"],
  owner: ["words.reader.owner", "minmax(7em, .9fr)"],
} as const satisfies Readonly<Record<string, readonly [MessageId, string]>>;
export type CareColumn = keyof typeof COLUMNS;

const SHOWN: Readonly<Record<CareView, readonly CareColumn[]>> = {
  owned: ["name", "next", "last", "days", "step", "plan", "owner"],
  potential: ["name", "step", "met", "last", "owner"],
};

export function useCareColumns(view: CareView) {
  const t = useT();
  return SHOWN[view].map((id) => ({ id, header: t(COLUMNS[id][0]), width: COLUMNS[id][1] }));
}

export function CareCell({ row, column, view }: { row: CareRow; column: string; view: CareView }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  const late = (day: string) => (
    <span className="late-mark">
      <Icon icon={TriangleAlert} />
      {t("care.late", { day: format.shownDay(day) })}
    </span>
  );
  switch (column) {
    case "name":
      return row.name === "" ? t("words.no-name") : <PersonName>{row.name}</PersonName>;
    case "next":
      if (row.stop !== undefined)
        return <span className="meta">{t("care.not-to-contact", { why: t(`words.no-contact.${row.stop}`) })}</span>;
      if (row.next === undefined) return <span className="meta">{t("care.no-next")}</span>;
      return row.isLate ? late(row.next) : format.shownDay(row.next);
    case "last": {
      const day = row.last === undefined ? t("care.never") : format.shownDay(row.last);
      return row.missed === 0 ? day : t("care.missed", { day, count: row.missed });
    }
    case "days":
      return row.days === undefined ? "—" : t("care.every", { days: row.days });
    case "plan":
      return row.hasPlan ? t("care.has-plan") : "—";
    case "met": {
      const source = row.source === undefined ? undefined : codeName(house, "source", row.source, locale);
      return [row.metOn && format.shownDay(row.metOn), source].filter(Boolean).join(" · ") || "—";
    }
    case "step":
      if (row.step === undefined) return <span className="meta">{view === "potential" ? t("care.no-step") : "—"}</span>;
      return (
        <span className="row">
          <span className="clip">{taskText(row.step, t)}</span>
          {row.step.due !== undefined &&
            (view === "potential" && row.isLate ? (
              late(row.step.due)
            ) : (
              <span className="meta nowrap">{format.shownDay(row.step.due)}</span>
            ))}
        </span>
      );
    default:
      return row.owner === undefined ? "—" : (house.staff.get(row.owner) ?? "—");
  }
}
