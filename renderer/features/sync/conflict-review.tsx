/**
 * Decides conflicts one record at a time. 1 and 2 choose a side, 3 keeps both, E writes by hand, N decides
 * and goes on. Nothing is urgent: a safe value is in use until somebody has time.
 */
import { CircleCheck } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { assertNever } from "#shared/kernel/assert.ts";
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import { bothValues, type Conflict, decide, decideDeletion, sideOf, type ValueConflict } from "#shared/replication/conflicts.ts";
import { useAct } from "../../db/acts.ts";
import type { Change } from "../../db/changes.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useScreenCommands } from "../../db/screen-commands.ts";
import { useServices } from "../../db/services.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { ConflictField } from "./conflict-field.tsx";
import type { OpenRecord } from "./conflict-queries.ts";
import { cellName, isMasked, type Words } from "./conflict-words.ts";
import { HandDialog } from "./hand-dialog.tsx";
import { recordTitle } from "./record-title.ts";

export interface ConflictReviewProps {
  readonly records: readonly OpenRecord[];
  readonly words: Words;
  readonly deviceName: (stream: string) => string;
}

const changeOf = ({ kind, id, cells }: ReturnType<typeof decide>): Change => ({ act: "cells", kind: kind as Kind, id, cells }); // conflicts come from tables of known kinds

export function ConflictReview({ records, words, deviceName }: ConflictReviewProps) {
  const t = useT();
  const act = useAct();
  const services = useServices();
  const { staff, singleKeys = true } = useDeviceSettings();
  const place = useRef<HTMLElement>(null);
  const [at, setAt] = useState(0);
  const [choices, setChoices] = useState<ReadonlyMap<string, number>>(new Map());
  const [forAll, setForAll] = useState(false);
  const [plain, setPlain] = useState<string | null>(null);
  const [byHand, setByHand] = useState<ValueConflict | null>(null);

  const record = records[0];
  const conflicts = record?.conflicts ?? [];
  const here = Math.max(0, Math.min(at, conflicts.length - 1));
  const current = conflicts[here];
  const key = (conflict: Conflict): string => `${conflict.id}/${conflict.tag === "values" ? conflict.cell : ".deleted"}`;
  const chosenOf = (conflict: ValueConflict): number =>
    choices.get(key(conflict)) ??
    Math.max(
      0,
      conflict.sides.findIndex(({ inUse }) => inUse),
    );
  const choose = (conflict: ValueConflict, side: number): void => {
    if (side < conflict.sides.length) setChoices(new Map([...choices, [key(conflict), side]]));
  };
  const nameOf = (conflict: Conflict): string => (conflict.tag === "values" && record !== undefined ? cellName(record.kind, conflict, words) : t("sync.deletion"));

  const write = async (changes: readonly Change[], id: MessageId, name: string): Promise<void> => {
    await act({ command: "conflict.decide", changes, said: { id, values: { name, count: changes.length } } });
    setForAll(false);
    place.current?.focus();
  };
  const decideCurrent = async (): Promise<void> => {
    if (current === undefined) return;
    if (current.tag === "deleted") return write([changeOf(decideDeletion(current, true))], "sync.did-keep", "");
    const side = current.sides[chosenOf(current)];
    if (side === undefined) return;
    if (!forAll) return write([changeOf(decide(current, side.value))], "sync.did-decide", nameOf(current));
    const alike = conflicts.flatMap((conflict) => {
      const same = conflict.tag === "values" ? sideOf(conflict, side.by[0]) : null;
      return conflict.tag === "values" && same !== null ? [changeOf(decide(conflict, same.value))] : [];
    });
    return write(alike, "sync.did-decide-all", deviceName(side.by[0]));
  };
  const both = (conflict: Conflict | undefined): Json => (conflict?.tag === "values" ? bothValues(conflict.sides, holdsLines(conflict)) : null);
  const keepBoth = async (): Promise<void> => {
    const value = both(current);
    if (current?.tag === "values" && value !== null) await write([changeOf(decide(current, value))], "sync.did-both", nameOf(current));
  };
  const drop = (conflict: Conflict): Promise<void> => (conflict.tag === "deleted" ? write([changeOf(decideDeletion(conflict, false))], "sync.did-delete", "") : Promise.resolve());

  const now = {
    choose: (side: number) => current?.tag === "values" && choose(current, side),
    keepBoth,
    decideCurrent,
    edit: () => current?.tag === "values" && typeof (current.sides[0]?.value ?? "") === "string" && setByHand(current),
  };
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const commands = useMemo((): readonly DeskCommand[] => {
    const inReview = (): boolean => place.current?.contains(document.activeElement) ?? false;
    const one = (keys: string, id: string, label: DeskCommand["label"], run: () => unknown): DeskCommand => ({
      id: `conflict.${id}`,
      label,
      section: "tools",
      ...(singleKeys && { keys: [keys] }),
      enabled: inReview,
      run: () => void run(),
    });
    return [
      one("1", "first", "sync.key-first", () => latest.current.choose(0)),
      one("2", "second", "sync.key-second", () => latest.current.choose(1)),
      one("3", "both", "sync.keep-both", () => latest.current.keepBoth()),
      one("E", "edit", "sync.by-hand", () => latest.current.edit()),
      one("N", "next", "sync.decide-next", () => latest.current.decideCurrent()),
    ];
  }, [singleKeys]);
  useScreenCommands(commands);

  if (record === undefined) {
    return (
      <main className="review scroll" id="main" ref={place} tabIndex={-1}>
        <h2 className="vh">{t("sync.to-decide")}</h2>
        <EmptyState icon={CircleCheck}>{t("sync.nothing-to-decide")}</EmptyState>
      </main>
    );
  }
  const hasMasked = conflicts.some((conflict) => conflict.tag === "values" && isMasked(record.kind, conflict.place.field));
  const showPlain = async (): Promise<void> => {
    const { kind } = record;
    if (kind !== "reader" && kind !== "feedback" && kind !== "interaction" && kind !== "task") return;
    const fields = conflicts.flatMap((conflict) => (conflict.tag === "values" && isMasked(kind, conflict.place.field) ? [conflict.place.field] : []));
    await reveal(services, staff, { kind, id: record.id, fields });
    setPlain(record.id);
  };
  const sideChosen = current?.tag === "values" ? current.sides[chosenOf(current)] : undefined;
  return (
    <main className="review scroll" id="main" ref={place} tabIndex={-1} aria-labelledby="review-h">
      <div className="review-head">
        <h2 id="review-h">
          {t("sync.to-decide")} <span className="soft">{t("sync.to-decide-count", { records: records.length, fields: conflicts.length })}</span>
        </h2>
        {singleKeys && <KeyPairs sides={current?.tag === "values" ? current.sides.slice(0, 2).map(({ by }) => deviceName(by[0])) : []} />}
        <p className="soft grow">{t("sync.no-hurry", { what: recordTitle(record, words) })}</p>
        {hasMasked && plain !== record.id && (
          <Button size="small" kind="quiet" onClick={() => void showPlain()}>
            {t("sync.show-plain")}
          </Button>
        )}
      </div>
      {conflicts.map((conflict, index) => {
        switch (conflict.tag) {
          case "values":
            return (
              <ConflictField
                key={key(conflict)}
                kind={record.kind}
                conflict={conflict}
                number={index + 1}
                before={record.before.get(conflict.cell)}
                chosen={chosenOf(conflict)}
                plain={plain === record.id}
                current={index === here}
                words={words}
                now={services.clock.now()}
                deviceName={deviceName}
                onChoose={(side) => {
                  setAt(index);
                  choose(conflict, side);
                }}
              />
            );
          case "deleted":
            return (
              <fieldset key={key(conflict)} className="conflict">
                <legend>
                  <b>{t("sync.numbered", { number: index + 1, name: t("sync.deletion") })}</b>
                  <span className="meta">{t("sync.deletion-hint", { who: conflict.deletions.map((by) => words.house.staff.get(by[3]) ?? deviceName(by[0])).join("、") })}</span>
                </legend>
                <div className="row">
                  <Button onClick={() => void write([changeOf(decideDeletion(conflict, true))], "sync.did-keep", "")}>{t("sync.keep-record")}</Button>
                  <Button kind="danger" onClick={() => void drop(conflict)}>
                    {t("sync.delete-record")}
                  </Button>
                </div>
              </fieldset>
            );
          default:
            return assertNever(conflict);
        }
      })}
      <div className="row review-foot">
        {sideChosen !== undefined && conflicts.length > 1 && (
          <Checkbox checked={forAll} onChange={(event) => setForAll(event.target.checked)}>
            {t("sync.for-all", { count: conflicts.length, name: deviceName(sideChosen.by[0]) })}
          </Checkbox>
        )}
        <span className="push row">
          <Button keys="3" disabled={both(current) === null} onClick={() => void keepBoth()}>
            {t("sync.keep-both")}
          </Button>
          <Button keys="E" disabled={current?.tag !== "values"} onClick={() => now.edit()}>
            {t("sync.by-hand")}
          </Button>
          <Button kind="primary" keys="N" disabled={current === undefined} onClick={() => void decideCurrent()}>
            {t("sync.decide-next")}
          </Button>
        </span>
      </div>
      {byHand !== null && (
        <HandDialog
          kind={record.kind}
          conflict={byHand}
          initial={String(byHand.sides[chosenOf(byHand)]?.value ?? "")}
          lines={holdsLines(byHand)}
          label={nameOf(byHand)}
          onClose={() => setByHand(null)}
          onSave={(value) => {
            setByHand(null);
            void write([changeOf(decide(byHand, value))], "sync.did-decide", nameOf(byHand));
          }}
        />
      )}
    </main>
  );
}

/** Whether a field takes a text of several lines: only then can two texts follow one another in it. */
const holdsLines = ({ kind, place, sides }: ValueConflict): boolean => sides.every(({ value }) => typeof value === "string") && fitsField(kind, place.field, "x".repeat(2000));

function KeyPairs({ sides }: { sides: readonly string[] }) {
  const t = useT();
  const pairs: readonly (readonly [string, string])[] = [
    ...sides.map((name, index) => [String(index + 1), name] as const),
    ["3", t("sync.keep-both")],
    ["E", t("sync.by-hand")],
    ["N", t("sync.next")],
  ];
  return (
    <span className="push pairs">
      {pairs.map(([keys, label]) => (
        <span key={keys}>
          <Kbd keys={keys} />
          {label}
        </span>
      ))}
    </span>
  );
}
