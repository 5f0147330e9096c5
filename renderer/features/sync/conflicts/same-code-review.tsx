/**
 * Several branches have one short code, given on desks that had not heard of each other: it stays with one of them, and
 * the others get a code of their own. Numbers that were given with it stay as they are.
 */
import { type RefObject, useId, useState } from "react";
import { branchFault, freeCode } from "#shared/model/settings/branch-name.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { edit } from "../../../db/write/changes.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import type { SameCode } from "./conflict-queries.ts";
import { useReviewKeys } from "./review-keys.ts";

const LONGEST_CODE = 12;

interface SameCodeReviewProps {
  readonly group: SameCode;
  readonly place: RefObject<HTMLElement | null>;
}

export function SameCodeReview({ group: { branches, all }, place }: SameCodeReviewProps) {
  const t = useT();
  const act = useAct();
  const name = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const keeper = chosen === null ? undefined : branches[chosen];
  const code = branches[0]?.code ?? "";
  const others = branches.filter(({ id }) => id !== keeper?.id);
  const given = codesGiven(code, others, all, typed);
  const isReady = keeper !== undefined && given.every(({ isFree }) => isFree);
  const decide = useOnce(async (): Promise<void> => {
    if (!isReady) return;
    const isSaved = await act({
      command: "conflict.decide",
      changes: given.map((row) => edit("branch", row.id, { code: row.code })),
      said: { id: "centre.did-code", values: { code, branch: keeper.name ?? "" } },
    });
    if (isSaved) place.current?.focus();
  });
  useReviewKeys(place, {
    busy: false,
    choose: setChosen,
    both: () => setChosen(Math.min(2, branches.length - 1)),
    edit: () => undefined,
    next: () => void decide(),
  });
  return (
    <>
      <fieldset className="conflict" data-current="">
        <legend>
          <b>{t("centre.same-code", { code })}</b>
          <span className="meta">{t("centre.same-code-hint")}</span>
        </legend>
        <div className="conflict-grid" data-sides={branches.length}>
          {branches.map((row, index) => {
            const own = given.find(({ id }) => id === row.id);
            return (
              <div key={row.id} className="opt">
                <label className="opt-head">
                  <input type="radio" name={name} checked={chosen === index} onChange={() => setChosen(index)} />
                  <b>{t("centre.code-is-theirs")}</b>
                  {index < 3 && (
                    <span className="push">
                      <Kbd keys={String(index + 1)} />
                    </span>
                  )}
                </label>
                <span className="value">{row.name ?? t("words.empty")}</span>
                {keeper !== undefined && own !== undefined && (
                  <>
                    <TextInput
                      aria-label={t("centre.code-new", { branch: row.name ?? "" })}
                      maxLength={LONGEST_CODE}
                      value={typed[row.id] ?? own.code}
                      {...(!own.isFree && { "aria-invalid": true })}
                      onChange={(event) => setTyped({ ...typed, [row.id]: event.currentTarget.value })}
                      onEnter={() => void decide()}
                    />
                    {!own.isFree && (
                      <span className="field-error" role="alert">
                        {t("centre.code-not-free")}
                      </span>
                    )}
                  </>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
      <div className="row review-foot">
        <span className="meta">{t("centre.same-code-numbers")}</span>
        <span className="push row">
          <Button kind="primary" keys="N" disabled={!isReady} onClick={() => void decide()}>
            {t("centre.decide-next")}
          </Button>
        </span>
      </div>
    </>
  );
}

interface CodeGiven {
  readonly id: string;
  readonly code: string;
  readonly isFree: boolean;
}

/** What each is to be called: as it is typed, else like the code that it had, and never as another one. */
function codesGiven(
  code: string,
  branches: SameCode["branches"],
  all: SameCode["all"],
  typed: Readonly<Record<string, string>>,
): readonly CodeGiven[] {
  const given: CodeGiven[] = [];
  for (const { id } of branches) {
    const taken = all.filter((other) => other.id !== id).map((other) => ({ code: other.code ?? "" }));
    taken.push(...given.map((other) => ({ code: other.code })));
    const own = typed[id]?.trim() ?? freeCode(code, taken);
    given.push({ id, code: own, isFree: branchFault({ name: id, code: own }, taken) === null });
  }
  return given;
}
