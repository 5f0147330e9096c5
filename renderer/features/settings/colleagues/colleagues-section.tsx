/** The colleagues of the library. Somebody who left is hidden, never deleted: the past keeps its names. */
import { useId, useRef, useState } from "react";
import { areRolesInForce, isLastAdministrator, ROLES, roleOf } from "#shared/model/colleagues/roles.ts";
import { useMay } from "../../../acts/use-may.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import type { Row } from "../../../db/database.ts";
import { codeName } from "../../../db/read-house.ts";
import { create, edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useAllColleagues, useCodes } from "../settings-queries.ts";
import { useSave } from "../use-save.ts";
import { LeaveButton } from "./leave-button.tsx";
import { PinDialog } from "./pin-dialog.tsx";

export function ColleaguesSection() {
  const t = useT();
  const newId = useNewId();
  const { shared } = useSave();
  const { may, mayRule, refusal } = useMay();
  const { staff: self } = useDeviceSettings();
  const isShut = !may("settings");
  const locale = useLocale();
  const format = useFormat();
  const house = useHouse();
  const codes = useCodes("department");
  const rows = useAllColleagues();
  const name = useRef<HTMLInputElement>(null);
  const initials = useRef<HTMLInputElement>(null);
  const nameFault = useId();
  const [isNameless, setNameless] = useState(false);
  const [pinOf, setPinOf] = useState<Row<"staff"> | null>(null);

  const add = useOnce(async (): Promise<void> => {
    const values = { name: name.current?.value.trim() ?? "", initials: initials.current?.value.trim() ?? "" };
    setNameless(values.name === "");
    if (values.name === "") return name.current?.focus();
    const row = {
      name: values.name,
      role: "desk" as const,
      ...(values.initials !== "" && { initials: values.initials }),
    };
    if (!(await shared("staff.add", [create("staff", newId.get(), row)]))) return;
    newId.next();
    // whoever typed on meanwhile keeps it
    if (name.current?.value.trim() !== values.name) return;
    for (const field of [name.current, initials.current]) if (field) field.value = "";
    name.current.focus();
  });

  const departments = codes.filter(({ hidden }) => hidden !== true).flatMap(({ code }) => code ?? []);
  /** One that is closed, or that an earlier version has written as it was typed, stays where it stands. */
  const departmentsOf = (own: string | undefined): readonly string[] =>
    own === undefined || departments.includes(own) ? departments : [own, ...departments];

  const calledOf = ({ id, name = "" }: Pick<Row<"staff">, "id" | "name">): string => house.staff.get(id) ?? name;

  const rename = (id: string, field: "name" | "initials", before: string, text: string): void => {
    const value = text.trim();
    if (value !== before && (value !== "" || field === "initials"))
      void shared("staff.edit", [edit("staff", id, { [field]: value === "" ? null : value })]);
  };

  return (
    <>
      <p className="field-hint">{t(areRolesInForce(rows) ? "settings.roles-hint" : "settings.roles-open")}</p>
      {isShut && <p className="field-hint">{refusal("settings")}</p>}
      {areRolesInForce(rows) &&
        rows.some((row) => row.hidden !== true && roleOf(row) !== "desk" && row.pin === undefined) && (
          <p className="field-hint">
            {t("settings.roles-without-pin", {
              names: format.list(
                rows
                  .filter((row) => row.hidden !== true && roleOf(row) !== "desk" && row.pin === undefined)
                  .map(calledOf),
              ),
            })}
          </p>
        )}
      {house.namesakes !== undefined && (
        <p className="field-hint" role="status">
          {t("settings.same-names", { names: format.list(house.namesakes.map(calledOf)) })}
        </p>
      )}
      <ul className="list staff-list">
        {rows.map((row) => (
          <li key={row.id} className="line">
            <TextInput
              key={row.name}
              aria-label={t("settings.colleague-name")}
              className="grow"
              disabled={isShut}
              defaultValue={row.name}
              onBlur={(event) => rename(row.id, "name", row.name ?? "", event.currentTarget.value)}
            />
            {calledOf(row) !== row.name && <span className="meta nowrap">{calledOf(row)}</span>}
            <TextInput
              key={`initials-${row.initials}`}
              aria-label={t("settings.colleague-initials")}
              className="initials"
              disabled={isShut}
              defaultValue={row.initials}
              onBlur={(event) => rename(row.id, "initials", row.initials ?? "", event.currentTarget.value)}
            />
            <Select
              aria-label={t("settings.colleague-department-of", { name: calledOf(row) })}
              disabled={isShut}
              value={row.department ?? ""}
              options={[
                { value: "", label: t("settings.colleague-no-department") },
                ...departmentsOf(row.department).map((value) => ({
                  value,
                  label: codeName(house, "department", value, locale),
                })),
              ]}
              onChange={(department) =>
                void shared("staff.edit", [
                  edit("staff", row.id, { department: department === "" ? null : department }),
                ])
              }
            />
            <Select
              aria-label={t("settings.role-of", { name: calledOf(row) })}
              disabled={!may("roles") || isLastAdministrator(row, rows)}
              value={roleOf(row)}
              options={ROLES.map((value) => ({ value, label: t(`settings.role-${value}`) }))}
              onChange={(role) => void shared("staff.edit", [edit("staff", row.id, { role })])}
            />
            <Button
              size="small"
              aria-label={`${t("settings.pin")} ${calledOf(row)}`}
              disabled={row.id !== self && !mayRule(row)}
              onClick={() => setPinOf(row)}
            >
              {t("settings.pin")}
            </Button>
            <LeaveButton
              colleague={row}
              called={calledOf(row)}
              others={rows.filter(({ id, hidden }) => id !== row.id && hidden !== true)}
              disabled={isShut || !mayRule(row) || isLastAdministrator(row, rows)}
            />
          </li>
        ))}
      </ul>
      <div className="line">
        <TextInput
          ref={name}
          disabled={isShut}
          aria-label={t("settings.colleague-name")}
          placeholder={t("settings.colleague-name")}
          className="grow"
          {...(isNameless && { "aria-invalid": true, "aria-describedby": nameFault })}
          onChange={() => setNameless(false)}
          onEnter={() => void add()}
        />
        <TextInput
          ref={initials}
          disabled={isShut}
          aria-label={t("settings.colleague-initials")}
          placeholder={t("settings.colleague-initials")}
          className="initials"
          onEnter={() => void add()}
        />
        <Button size="small" disabled={isShut} onClick={() => void add()}>
          {t("settings.colleague-add")}
        </Button>
      </div>
      {isNameless && (
        <p className="field-error" id={nameFault} role="alert">
          {t("settings.colleague-nameless")}
        </p>
      )}
      {pinOf !== null && <PinDialog colleague={pinOf} name={calledOf(pinOf)} onClose={() => setPinOf(null)} />}
    </>
  );
}
