/**
 * Asked once after joining, where the library has no branch of the name that was written: another one that there is,
 * the likely ones first, or a new one. Nothing new is chosen beforehand. Asked too where the own branch was closed.
 */
import { useId, useState } from "react";
import { marked } from "#shared/model/colleagues/namesakes.ts";
import { USUAL_DAYS } from "#shared/model/house.ts";
import { type BranchFault, branchFault, isNearBranchName } from "#shared/model/settings/branch-name.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import type { Row } from "../../../db/database.ts";
import { create } from "../../../db/write/changes.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useSave } from "../use-save.ts";
import { LONGEST_CODE } from "./branch-queries.ts";
import { branchFaultText } from "./branch-words.ts";

const NEW = "new";

export interface OwnBranchDialogProps {
  /** As it was written when this computer joined; of a branch that was closed, its name. */
  readonly name: string;
  /** The own branch was closed: another one that there is. */
  readonly closed?: boolean;
  /** To choose from. */
  readonly branches: readonly Row<"branch">[];
  /** Those that are closed too: a code is given once. */
  readonly others: readonly Row<"branch">[];
  readonly onClose: () => void;
}

export function OwnBranchDialog({ name, closed = false, branches, others, onClose }: OwnBranchDialogProps) {
  const t = useT();
  const group = useId();
  const newId = useNewId();
  const { device, shared } = useSave();
  const near = closed ? [] : branches.filter((row) => isNearBranchName(row.name ?? "", name));
  const listed = [...near, ...branches.filter((row) => !near.includes(row))];
  const [chosen, setChosen] = useState(near.length === 1 ? near[0]?.id : undefined);
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<BranchFault | null>(null);
  const save = useOnce(async (): Promise<void> => {
    if (chosen === undefined) return;
    if (chosen !== NEW) return void (await device({ branch: chosen }));
    const values = { name: name.trim(), code: code.trim() };
    const is = branchFault(values, others);
    setFault(is);
    if (is !== null) return;
    // its own record answers the question: this computer stands in it as soon as it is there
    await shared("branch.add", [create("branch", newId.get(), { ...values, ...USUAL_DAYS })]);
  });
  return (
    <Dialog
      open
      title={t("settings.own-branch")}
      closeLabel={t("settings.own-branch-later")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("settings.own-branch-save")}
          cancel={t("settings.own-branch-later")}
          disabled={chosen === undefined}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t(closed ? "settings.own-branch-closed" : "settings.own-branch-asked", { name })}</p>
        <div role="radiogroup" aria-label={t("settings.own-branch")} className="stack">
          {listed.map((row) => (
            <Radio key={row.id} name={group} checked={chosen === row.id} onChange={() => setChosen(row.id)}>
              {row.code === undefined ? row.name : marked(row.name ?? "", row.code)}
            </Radio>
          ))}
          {!closed && (
            <Radio name={group} checked={chosen === NEW} onChange={() => setChosen(NEW)}>
              {t("settings.own-branch-new", { name })}
            </Radio>
          )}
        </div>
        {chosen === NEW && (
          <Field
            label={t("settings.branch-code")}
            hint={t("settings.branch-code-hint")}
            {...(fault !== null && { error: branchFaultText(t, fault) })}
          >
            {(control) => (
              <TextInput
                {...control}
                autoFocus
                maxLength={LONGEST_CODE}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                onEnter={() => void save()}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
