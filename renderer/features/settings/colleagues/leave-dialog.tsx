/**
 * A colleague who leaves hands over readers with their plans, tasks and promises, and opinions: each to whom it is given,
 * or all to one. One act, which is taken back whole; what was done stays under the name of who did it.
 */

import { useRef, useState } from "react";
import { isPromise } from "#shared/model/task.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { taskText } from "../../../words/things-named.ts";
import { type LeaverItem, leaverChanges } from "./leaver-work.ts";

interface LeaveDialogProps {
  readonly colleague: Row<"staff">;
  readonly others: readonly Row<"staff">[];
  /** One at least. */
  readonly items: readonly LeaverItem[];
  readonly onClose: () => void;
}

const NOBODY = "";
/** More choices than anybody makes one by one: the rest goes with all. */
const MOST_SHOWN = 300;
const GROUPS = ["reader", "task", "opinion"] as const satisfies readonly LeaverItem["tag"][];

export function LeaveDialog({ colleague, others, items, onClose }: LeaveDialogProps) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const { clock } = useServices();
  const { staff } = useDeviceSettings();
  const first = useRef<HTMLSelectElement>(null);
  const [all, setAll] = useState(NOBODY);
  const [chosen, setChosen] = useState<ReadonlyMap<LeaverItem, string>>(new Map());
  const called = useHouse().staff;
  const name = called.get(colleague.id) ?? colleague.name ?? "";
  const toOf = (item: LeaverItem): string => chosen.get(item) ?? all;
  const given = items.filter((item) => toOf(item) !== NOBODY).length;
  const rest = items.length - given;
  const isHidden = colleague.hidden === true;
  const goText = (): string => {
    if (isHidden) return t("settings.leave-go-left", { count: given });
    if (rest === 0) return t("settings.leave-go", { count: given });
    return given === 0 ? t("settings.leave-go-none", { rest }) : t("settings.leave-go-some", { count: given, rest });
  };
  const options = others.map((row) => ({
    value: row.id,
    label: called.get(row.id) ?? row.name ?? row.initials ?? row.id,
  }));
  const go = useOnce(async (): Promise<void> => {
    const moved = leaverChanges(
      items.map((item) => [item, toOf(item) === NOBODY ? undefined : toOf(item)] as const),
      { at: clock.now(), by: staff },
    );
    const changes = [...moved, ...(isHidden ? [] : [edit("staff", colleague.id, { hidden: true })])];
    const said =
      given === 0
        ? ({ id: "settings.leave-did-none", values: { colleague: name } } as const)
        : ({ id: "settings.leave-did", values: { colleague: name, count: given } } as const);
    if (changes.length === 0 || (await act({ command: "staff.leave", changes, said }))) onClose();
  });
  const shown = items.slice(0, MOST_SHOWN);
  return (
    <Dialog
      open
      wide
      title={t("settings.leave", { name })}
      closeLabel={t("ui.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={goText()}
          cancel={t("ui.cancel")}
          {...(rest > 0 && { beside: t("settings.leave-rest", { name, count: rest }) })}
          disabled={isHidden && given === 0}
          onAct={() => void go()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t("settings.leave-hint", { name })}</p>
        <Field label={t("settings.leave-all")}>
          {(control) => (
            <Select
              {...control}
              ref={first}
              value={all}
              options={[{ value: NOBODY, label: t("settings.leave-each") }, ...options]}
              onChange={(value) => {
                setAll(value);
                setChosen(new Map());
              }}
            />
          )}
        </Field>
        {GROUPS.map((tag) => {
          const rows = shown.filter((item) => item.tag === tag);
          return (
            rows.length > 0 && (
              <section key={tag} aria-label={t(`settings.leave-${tag}`)}>
                <h3>{t(`settings.leave-${tag}`)}</h3>
                <ul className="list">
                  {rows.map((item) => (
                    <li key={item.id} className="line">
                      <span className="grow">
                        {item.tag === "reader" ? <PersonName>{named(item, t)}</PersonName> : named(item, t)}
                      </span>
                      <span className="meta">{facts(item, t, format)}</span>
                      <Select
                        aria-label={t("settings.leave-to", { what: named(item, t) })}
                        value={toOf(item)}
                        options={[{ value: NOBODY, label: t("settings.leave-keep") }, ...options]}
                        onChange={(to) => setChosen(new Map(chosen).set(item, to))}
                      />
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
        {items.length > shown.length && <p>{t("settings.leave-more", { count: items.length - shown.length })}</p>}
      </div>
    </Dialog>
  );
}

function named(item: LeaverItem, t: Translate): string {
  switch (item.tag) {
    case "reader":
      return item.row.name ?? item.row.card ?? "";
    case "task":
      return taskText(item.row, t);
    case "opinion":
      return item.row.title ?? item.row.text?.slice(0, 60) ?? "";
  }
}

function facts(item: LeaverItem, t: Translate, format: Format): string {
  switch (item.tag) {
    case "reader":
      return item.row.keepInTouchDays === undefined
        ? ""
        : t("settings.leave-rhythm", { count: item.row.keepInTouchDays });
    case "task":
      return [isPromise(item.row) && t("words.kind.promise"), item.row.due && format.shownDay(item.row.due)]
        .filter((part) => typeof part === "string")
        .join(" · ");
    case "opinion":
      return item.row.status === undefined ? "" : t(`words.status.${item.row.status}`);
  }
}
