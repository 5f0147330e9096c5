/** The choice that A, S, P, L and H ask for: the same dialog, with the lines of each. */
import { addDays, isDay, weekdayOf } from "#shared/kernel/day.ts";
import { FEEDBACK_STATUSES, PRIORITIES } from "#shared/model/feedback.ts";
import type { House } from "../../db/house.ts";
import { useT } from "../../i18n/use-t.ts";
import { PickDialog, type PickItem } from "../../ui/pick-dialog.tsx";
import type { OpinionActs, Pick } from "./opinion-acts.ts";
import type { OpinionRow } from "./opinion-queries.ts";

export interface OpinionPickerProps {
  readonly which: Pick;
  readonly targets: readonly OpinionRow[];
  readonly rows: readonly OpinionRow[];
  readonly house: House;
  readonly staff: string | undefined;
  readonly today: string;
  readonly acts: OpinionActs;
  readonly onClose: () => void;
}

const NOBODY = "nobody";

export function OpinionPicker({ which, targets, rows, house, staff, today, acts, onClose }: OpinionPickerProps) {
  const t = useT();
  const first = targets[0];
  const common = { closeLabel: t("opinions.cancel"), filterLabel: t("opinions.filter"), empty: t("opinions.no-match"), onClose };
  switch (which) {
    case "assign": {
      const colleagues = [...house.staff].map(([value, label]): PickItem => ({ value, label, chosen: value === first?.owner, ...(value === staff && { hint: t("opinions.me") }) }));
      const mineFirst = colleagues.toSorted((a, b) => Number(b.value === staff) - Number(a.value === staff));
      const items = [...mineFirst, { value: NOBODY, label: t("opinions.nobody") }];
      return <PickDialog {...common} title={t("opinions.pick-owner")} items={items} onPick={(value) => void acts.assign(value === NOBODY ? null : value, house.staff.get(value) ?? "")} />;
    }
    case "status": {
      const items = FEEDBACK_STATUSES.map((value): PickItem => ({ value, label: t(`words.status.${value}`), chosen: value === first?.status }));
      return <PickDialog {...common} title={t("opinions.pick-status")} items={items} onPick={(value) => void FEEDBACK_STATUSES.filter((status) => status === value).map(acts.status)} />;
    }
    case "priority": {
      const items = PRIORITIES.toReversed().map((value): PickItem => ({ value, label: t(`words.priority.${value}`), chosen: value === (first?.priority ?? "normal") }));
      return <PickDialog {...common} title={t("opinions.pick-priority")} items={items} onPick={(value) => void PRIORITIES.filter((priority) => priority === value).map(acts.priority)} />;
    }
    case "tag": {
      const tags = [...new Set(rows.flatMap((row) => row.tags ?? []))];
      const items = tags.map((value): PickItem => ({ value, label: `#${value}`, chosen: first?.tags?.includes(value) ?? false }));
      const custom = (text: string): PickItem => ({ value: text.replace(/^#/, ""), label: t("opinions.new-tag", { tag: text.replace(/^#/, "") }) });
      return <PickDialog {...common} title={t("opinions.pick-tag")} items={items} custom={custom} onPick={(value) => void acts.tag(value)} />;
    }
    case "snooze": {
      const nextMonday = addDays(today, 8 - weekdayOf(today));
      const days: readonly PickItem[] = [
        { value: addDays(today, 1), label: t("opinions.tomorrow"), hint: addDays(today, 1) },
        { value: addDays(today, 3), label: t("opinions.in-days", { days: 3 }), hint: addDays(today, 3) },
        { value: nextMonday, label: t("opinions.next-monday"), hint: nextMonday },
        { value: addDays(today, 30), label: t("opinions.in-days", { days: 30 }), hint: addDays(today, 30) },
      ];
      const items = first?.snoozedUntil === undefined ? days : [...days, { value: NOBODY, label: t("opinions.wake"), hint: first.snoozedUntil }];
      const custom = (text: string): PickItem | null => (isDay(text) && text > today ? { value: text, label: text } : null);
      return <PickDialog {...common} title={t("opinions.pick-snooze")} items={items} custom={custom} onPick={(value) => void acts.snooze(value === NOBODY ? null : value)} />;
    }
  }
}
