/** The branches of the library. One that is closed is hidden, never deleted: its records keep their place. */
import { type FocusEvent, useId, useRef, useState } from "react";
import { USUAL_DAYS } from "#shared/model/house.ts";
import { type BranchFault, branchFault } from "#shared/model/settings/branch-name.ts";
import { type Batch, useBatch } from "../../../acts/use-batch.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import type { Row } from "../../../db/database.ts";
import { create, edit } from "../../../db/write/changes.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useSave } from "../use-save.ts";
import { LONGEST_CODE, LONGEST_NAME, useAllBranches } from "./branch-queries.ts";
import { branchFaultText } from "./branch-words.ts";
import { CloseBranchButton } from "./close-branch-button.tsx";

export function BranchesSection() {
  const t = useT();
  const rows = useKeptOrder(useAllBranches());
  const batch = useBatch();
  if (rows === undefined) return null;
  return (
    <>
      <p className="field-hint">{t("settings.branches-hint")}</p>
      <ul className="list staff-list">
        {rows.map((row) => (
          <BranchLine key={row.id} row={row} batch={batch} others={rows.filter(({ id }) => id !== row.id)} />
        ))}
      </ul>
      <NewBranch others={rows} />
    </>
  );
}

/** Who stands in the list keeps the place until the person leaves; who is new stands at the end. */
function useKeptOrder(rows: readonly Row<"branch">[] | undefined): readonly Row<"branch">[] | undefined {
  const [places] = useState(() => new Map<string, number>());
  for (const { id } of rows ?? []) if (!places.has(id)) places.set(id, places.size);
  return rows?.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

type Others = readonly Row<"branch">[];

interface BranchLineProps {
  readonly row: Row<"branch">;
  readonly others: Others;
  readonly batch: Batch;
}

function BranchLine({ row, others, batch }: BranchLineProps) {
  const t = useT();
  const { shared } = useSave();
  const errorId = useId();
  const [fault, setFault] = useState<{ readonly field: "name" | "code"; readonly is: BranchFault } | null>(null);
  const { name = "", code = "" } = row;
  /** What cannot be stays there to be put right, and says so. */
  const left = (field: "name" | "code", { currentTarget }: FocusEvent<HTMLInputElement>): void => {
    const value = currentTarget.value.trim();
    const isSame = value === (row[field] ?? "");
    const is = isSame ? null : branchFault({ name, code, [field]: value }, others);
    setFault(is === null ? null : { field, is });
    if (!isSame && is === null) void shared("branch.edit", [edit("branch", row.id, { [field]: value })]);
  };
  const wrong = (field: "name" | "code"): object =>
    fault?.field === field ? { "aria-invalid": true, "aria-describedby": errorId } : {};
  return (
    <li>
      <div className="line">
        <TextInput
          key={name}
          aria-label={t("settings.branch-name")}
          className="grow"
          maxLength={LONGEST_NAME}
          defaultValue={name}
          {...wrong("name")}
          onBlur={(event) => left("name", event)}
        />
        <TextInput
          key={`code-${code}`}
          aria-label={t("settings.branch-code")}
          className="initials"
          maxLength={LONGEST_CODE}
          defaultValue={code}
          {...wrong("code")}
          onBlur={(event) => left("code", event)}
        />
        <CloseBranchButton
          branch={row}
          batch={batch}
          others={others.filter(({ hidden }) => hidden !== true)}
          onLast={() => setFault({ field: "name", is: "last-open" })}
        />
      </div>
      {fault !== null && (
        <p className="field-error" role="alert" id={errorId}>
          {branchFaultText(t, fault.is)}
        </p>
      )}
    </li>
  );
}

function NewBranch({ others }: { readonly others: Others }) {
  const t = useT();
  const newId = useNewId();
  const { shared } = useSave();
  const errorId = useId();
  const [fault, setFault] = useState<BranchFault | null>(null);
  const name = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const add = useOnce(async (): Promise<void> => {
    const values = { name: name.current?.value.trim() ?? "", code: code.current?.value.trim() ?? "" };
    const is = branchFault(values, others);
    setFault(is);
    if (is !== null) return (isOfCode(is) ? code : name).current?.focus();
    if (!(await shared("branch.add", [create("branch", newId.get(), { ...values, ...USUAL_DAYS })]))) return;
    newId.next();
    // whoever typed on meanwhile keeps it
    if (name.current?.value.trim() !== values.name) return;
    for (const field of [name.current, code.current]) if (field) field.value = "";
    name.current.focus();
  });
  const wrong = (here: boolean): object =>
    fault !== null && here ? { "aria-invalid": true, "aria-describedby": errorId } : {};
  return (
    <>
      <div className="line">
        <TextInput
          ref={name}
          aria-label={t("settings.branch-name")}
          placeholder={t("settings.branch-name")}
          className="grow"
          maxLength={LONGEST_NAME}
          {...wrong(fault !== null && !isOfCode(fault))}
          onEnter={() => void add()}
        />
        <TextInput
          ref={code}
          aria-label={t("settings.branch-code")}
          placeholder={t("settings.branch-code")}
          className="initials"
          maxLength={LONGEST_CODE}
          {...wrong(fault !== null && isOfCode(fault))}
          onEnter={() => void add()}
        />
        <Button size="small" onClick={() => void add()}>
          {t("settings.branch-add")}
        </Button>
      </div>
      {fault !== null && (
        <p className="field-error" role="alert" id={errorId}>
          {branchFaultText(t, fault)}
        </p>
      )}
    </>
  );
}

const isOfCode = (fault: BranchFault): boolean =>
  fault === "no-code" || (typeof fault === "object" && fault.taken === "code");
