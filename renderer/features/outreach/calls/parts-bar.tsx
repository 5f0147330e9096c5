/** Who holds which part of the list, until when; taking the rest, and giving a part back. */
import { HandHelping, Split, Undo2 } from "lucide-react";
import { useAct } from "../../../acts/use-acts.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "./calls.module.css";
import { DealDialog } from "./deal-dialog.tsx";
import { giveBackChanges } from "./part-changes.ts";
import type { CallListView } from "./use-call-list.ts";
import { useComputerNames } from "./use-computer-names.ts";
import type { Undealt } from "./use-undealt.ts";

export interface PartsBarProps {
  readonly list: CallListView;
  readonly dealing: Undealt;
  /** The screen offers it itself, as there is nothing else to do. */
  readonly isOffered: boolean;
}

export function PartsBar({ list, dealing, isOffered }: PartsBarProps) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const { clock } = useServices();
  const nameOf = useComputerNames();
  const { computers, callees, parts } = list;
  if (computers.others.length === 0 && parts.size === 0) return null;
  const turns = callees.map((callee) => ({ callee, turn: list.turnOf(callee) }));
  const { free } = dealing;
  const held = [...parts.values()].flatMap((part) => {
    const own = turns.filter(({ callee }) => callee.part === part.id && part.givenBackAt === undefined);
    const open = own
      .filter(({ turn }) => turn !== "end" && turn !== "take")
      .filter(({ callee }) => !list.stops.has(callee.reader)).length;
    const isMine = part.desk !== undefined && computers.presentOf(part.desk) === computers.own;
    const mustSync = own.some(({ turn }) => turn === "sync-first");
    return open === 0 ? [] : [{ part, open, isMine, mustSync }];
  });
  // what one computer holds until one day is one line, however often it was dealt to
  const lines = new Map<string, (typeof held)[number]>();
  for (const each of held) {
    const key = JSON.stringify([each.isMine || each.part.desk, each.part.lapsesOn, each.mustSync]);
    lines.set(key, { ...each, open: each.open + (lines.get(key)?.open ?? 0) });
  }
  const mine = held.filter(({ isMine }) => isMine).map(({ part }) => part.id);
  if (lines.size === 0 && free.length === 0 && dealing.toDeal.length === 0) return null;
  return (
    <section className={styles.parts} aria-label={t("calls.parts")}>
      <ul>
        {[...lines.values()].map(({ part, open, isMine, mustSync }) => (
          <li key={part.id}>
            {t(mustSync ? "calls.part-lapsed" : "calls.part", {
              computer: isMine ? t("calls.this-computer") : nameOf(part.desk ?? ""),
              people: open,
              day: format.shownDay(part.lapsesOn ?? ""),
            })}
          </li>
        ))}
        {free.length > 0 && <li>{t("calls.nobodys", { people: free.length })}</li>}
      </ul>
      <span className="row row-wrap">
        {dealing.toDeal.length > 0 && !isOffered && <DealButtons dealing={dealing} />}
        {mine.length > 0 && (
          <Button
            size="small"
            kind="quiet"
            icon={Undo2}
            onClick={() =>
              void act({
                command: "outreach.give-back",
                changes: giveBackChanges(mine, clock.now()),
                said: { id: "calls.did-give-back" },
              })
            }
          >
            {t("calls.give-back")}
          </Button>
        )}
      </span>
      {dealing.isOpen && (
        <DealDialog list={list} free={dealing.toDeal} nameOf={nameOf} onClose={() => dealing.setOpen(false)} />
      )}
    </section>
  );
}

/** @param isFirst there is nothing else to do on the screen */
export function DealButtons({ dealing, isFirst = false }: { readonly dealing: Undealt; readonly isFirst?: boolean }) {
  const t = useT();
  const size = isFirst ? {} : ({ size: "small" } as const);
  return (
    <span className="row row-wrap">
      {dealing.free.length > 0 && (
        <Button {...size} kind={isFirst ? "primary" : "plain"} keys="T" icon={HandHelping} onClick={dealing.takeAll}>
          {t("calls.take-all")}
        </Button>
      )}
      <Button {...size} keys="D" icon={Split} onClick={() => dealing.setOpen(true)}>
        {t("calls.deal")}
      </Button>
    </span>
  );
}
