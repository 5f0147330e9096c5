/**
 * One outreach, in steps: who and what for, whom it leaves out, its lists. Over them always the way from the group to
 * those who are contacted; Ctrl+Enter makes the lists, Ctrl+P prints the reasons.
 */
import { ChevronRight, Ellipsis, Printer, RotateCcw, Send, SquareCheck, Trash2, TriangleAlert } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { flushSync } from "react-dom";
import { useLocation, useParams, useSearch } from "wouter";
import { madeAt } from "#shared/kernel/ids.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { BatchProgress } from "../../acts/batch-progress.tsx";
import { useBatch } from "../../acts/use-batch.ts";
import type { Row } from "../../db/database.ts";
import { PaperFoot, PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintCommand } from "../../desk-services/paper/use-print-command.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { LOCALES } from "../../i18n/locale.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu, type MenuItems } from "../../ui/menu.tsx";
import { Pill } from "../../ui/pill.tsx";
import { ExcludeStep } from "./exclude-step.tsx";
import { FallTable } from "./fall-table.tsx";
import { GroupStep } from "./group-step.tsx";
import { ListsStep } from "./lists-step.tsx";
import styles from "./outreach.module.css";
import { settingsOf, useOutreaches, useOutreachFigures } from "./outreach-queries.ts";
import { goalText, nameOf, sourceText, stateOf } from "./outreach-words.ts";
import { templateKey } from "./reader-texts.ts";
import { resultPath } from "./result/result-path.ts";
import { OUTREACH_STEPS, type OutreachStep, StepNav } from "./step-nav.tsx";
import { TemplateStep } from "./template-step.tsx";
import { useOutreachActs } from "./use-outreach-acts.ts";

export function OutreachScreen() {
  const t = useT();
  const { id = "" } = useParams();
  const [, navigate] = useLocation();
  const rows = useOutreaches();
  if (rows === undefined) return <main className="work centre" id="main" aria-busy />;
  const row = rows.find((each) => each.id === id);
  const taken = rows.flatMap(({ id: other, name }) => (other === id || name === undefined ? [] : [name]));
  if (row !== undefined) return <OneOutreach key={id} row={row} taken={new Set(taken)} />;
  return (
    <main className="work centre" id="main">
      <h1 className="vh">{t("outreach.title")}</h1>
      <EmptyState icon={Send} action={<Button onClick={() => navigate("/outreach")}>{t("outreach.to-list")}</Button>}>
        {t("outreach.gone")}
      </EmptyState>
    </main>
  );
}

function OneOutreach({ row: kept, taken }: { row: Row<"outreach">; taken: ReadonlySet<string> }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("step");
  const figures = useOutreachFigures(kept.id);
  const { acts, shown: row } = useOutreachActs(kept);
  const batch = useBatch();
  const isMaking = batch.rate !== null;
  const isMade = row.madeAt !== undefined;
  const step: OutreachStep = OUTREACH_STEPS.find((each) => each === asked) ?? (isMade ? "lists" : "group");
  const hasTurned = useRef(false);
  const go = (next: OutreachStep): void => {
    hasTurned.current = false;
    if (next === "result" && isMade) navigate(resultPath(row.id));
    else navigate(`${path}?step=${next}`, { replace: true });
  };
  const turnTo = (next: OutreachStep): void => {
    go(next);
    hasTurned.current = true;
  };
  // what has just been chosen may still be counted, and nothing is made of the figures before it
  const isCounted = figures != null && figures.of === settingsOf(row);
  const why = cannotMake(row, isCounted ? figures : undefined);
  const section = useRef<HTMLElement>(null);
  const unwritten = unwrittenOf(row, figures);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  /** With these settings lists were asked for while they were counted: made as soon as they are, if nobody changes them. */
  const wanted = useRef<string | null>(null);
  const make = async (): Promise<void> => {
    wanted.current = isCounted ? null : settingsOf(row);
    if (why !== null || isMade || isMaking) return;
    await batch.run([], { tag: "lists", outreach: row.id, name: nameOf(row, t) });
    if (!isHere.current) return;
    // whoever is at the scan box by now stays there
    const at = document.activeElement;
    const isAtWork = at === document.body || section.current?.closest(".work")?.contains(at) === true;
    go("lists");
    hasTurned.current = isAtWork;
  };
  usePrintCommand(() => window.print());
  // where its work begins, and not the head of the page, is what somebody turned to; it may have to be counted first
  useLayoutEffect(() => {
    const find = (kinds: string): HTMLElement | null | undefined => section.current?.querySelector<HTMLElement>(kinds);
    const first =
      find("textarea:enabled") ??
      find("input:enabled, select:enabled") ??
      find("button.btn-primary:enabled") ??
      find("button:enabled");
    if (!hasTurned.current || isMaking || first == null) return;
    hasTurned.current = false;
    first.focus();
  });
  useEffect(() => {
    if (wanted.current === null) return;
    if (wanted.current !== settingsOf(row)) wanted.current = null;
    else if (isCounted) void make();
  });
  const latest = useRef({ make, step, turnTo });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { make, step, turnTo };
  });
  useScreenCommands(
    useMemo((): readonly DeskCommand[] => {
      const turn = (by: 1 | -1): void => {
        const { step: now, turnTo: to } = latest.current;
        to(OUTREACH_STEPS[(OUTREACH_STEPS.indexOf(now) + by + OUTREACH_STEPS.length) % OUTREACH_STEPS.length] ?? now);
      };
      return [
        {
          id: "outreach.make",
          label: "outreach.make-lists",
          section: "file",
          keys: ["Ctrl+Enter"],
          inFields: true,
          enabled: () => !isMade,
          run: () => {
            // what stands in a field is kept first
            const field = document.activeElement;
            if (field instanceof HTMLElement) flushSync(() => field.blur());
            void latest.current.make();
          },
        },
        {
          id: "outreach.next-step",
          label: "outreach.next-step",
          section: "view",
          keys: ["Ctrl+PgDn"],
          inFields: true,
          run: () => turn(1),
        },
        {
          id: "outreach.previous-step",
          label: "outreach.previous-step",
          section: "view",
          keys: ["Ctrl+PgUp"],
          inFields: true,
          run: () => turn(-1),
        },
      ];
    }, [isMade]),
  );
  const state = stateOf(row);
  const name = nameOf(row, t);
  const goal = goalText(row, t);
  const hasPurpose = purposeOf(row) !== undefined;
  const items: MenuItems = [
    ...(state === "running"
      ? [{ id: "end", label: t("outreach.end"), icon: SquareCheck, onSelect: () => void acts.end() }]
      : []),
    ...(state === "ended"
      ? [{ id: "reopen", label: t("outreach.reopen"), icon: RotateCcw, onSelect: () => void acts.reopen() }]
      : []),
    ...(state === "draft"
      ? [{ id: "delete", label: t("outreach.delete"), icon: Trash2, onSelect: () => void acts.discardForGood() }]
      : []),
    { id: "print", label: t("outreach.print"), icon: Printer, keys: "Ctrl+P", onSelect: () => window.print() },
  ];
  const drafted = madeAt(row.id);
  const from = sourceText(row, house, t, format);
  return (
    <div className={`work ${styles.reach}`}>
      <PaperHead
        title={goal === undefined || name.includes(goal) ? name : `${name} · ${goal}`}
        scope={t("words.all-branches")}
        period={figures == null ? "" : format.shownDay(figures.day)}
      />
      <section className="page-head no-print" aria-label={name}>
        <button type="button" className="link soft" onClick={() => navigate("/outreach")}>
          {t("outreach.title")}
        </button>
        <ChevronRight size={16} aria-hidden />
        <h1>{name}</h1>
        <Pill tone={state === "running" ? "ok" : "neutral"}>{t(`outreach.state-${state}`)}</Pill>
        <span className="push row">
          {drafted !== undefined && (
            <span className="meta">
              {t("outreach.drafted", {
                by: house.staff.get(row.createdBy ?? "") ?? "",
                at: format.moment(drafted, clock.now()),
              })}
            </span>
          )}
          <Menu trigger={<IconButton icon={Ellipsis} large label={t("outreach.more")} />} items={items} />
        </span>
      </section>
      <StepNav row={row} figures={figures} current={step} onStep={turnTo} />
      <main className={`${styles.main} scroll`} id="main" aria-busy={!isCounted}>
        {figures != null && figures.problems.length > 0 && <p className="field-error">{t("outreach.problems")}</p>}
        {figures != null && figures.group === 0 && figures.problems.length === 0 && (
          <p className={styles.none}>{t("outreach.group-empty")}</p>
        )}
        {figures != null && figures.group > 0 && hasPurpose && <FallTable row={row} figures={figures} from={from} />}
        <section ref={section} className="no-print" aria-label={t(`outreach.step-${step}`)}>
          {batch.rate !== null ? (
            <BatchProgress label={t("outreach.making")} rate={batch.rate} onStop={batch.cancel} />
          ) : step === "group" ? (
            <GroupStep row={row} acts={acts} isFixed={isMade} taken={taken} />
          ) : step === "templates" ? (
            <TemplateStep row={row} acts={acts} />
          ) : step === "result" ? (
            <EmptyState>{t("outreach.result-first", { days: row.resultDays ?? RESULT_DAYS })}</EmptyState>
          ) : figures == null ? null : step === "exclude" ? (
            <ExcludeStep row={row} acts={acts} isFixed={isMade} figures={figures} />
          ) : (
            <ListsStep row={row} figures={figures} />
          )}
        </section>
        <PaperFoot />
      </main>
      {!isMade && (
        <footer className={`${styles.foot} no-print`}>
          <span className="grow soft" aria-live="polite" id="why-not-made">
            {why === null && figures != null
              ? t("outreach.made-then", { what: thenText(figures, t, format.list) })
              : why !== null && t(why)}
            {why === null && unwritten.length > 0 && (
              <span className={styles.unwritten}>
                <Icon icon={TriangleAlert} />
                {t("outreach.made-unwritten", {
                  channels: format.list(unwritten.map((channel) => t(`words.contact.${channel}`))),
                })}
              </span>
            )}
          </span>
          <Button icon={Printer} keys="Ctrl+P" onClick={() => window.print()}>
            {t("outreach.print")}
          </Button>
          <Button
            kind="primary"
            keys="Ctrl+Enter"
            disabled={why !== null || isMaking}
            aria-describedby="why-not-made"
            onClick={() => void make()}
          >
            {t("outreach.make-lists")}
          </Button>
        </footer>
      )}
    </div>
  );
}

/** Why the lists cannot be made yet; null where they can. */
function cannotMake(row: Row<"outreach">, figures: OutreachFigures | null | undefined) {
  if (figures == null) return "outreach.cannot-counting" as const;
  if (figures.group === 0) return "outreach.cannot-group" as const;
  if (row.goal === undefined) return "outreach.cannot-no-goal" as const;
  if (purposeOf(row) === undefined) return "outreach.cannot-no-purpose" as const;
  if (row.name === undefined) return "outreach.cannot-name" as const;
  return figures.told === 0 ? ("outreach.cannot-nobody" as const) : null;
}

/** Channels on which somebody is told and nothing is written in any language; a call needs no text. */
const unwrittenOf = (
  { templates = {} }: Row<"outreach">,
  figures: OutreachFigures | null | undefined,
): readonly ContactChannel[] =>
  (figures?.channels ?? []).flatMap(({ channel, pieces }) =>
    pieces === 0 || channel === "phone" || LOCALES.some((locale) => templates[templateKey(channel, locale)])
      ? []
      : [channel],
  );

function thenText(
  { channels }: OutreachFigures,
  t: ReturnType<typeof useT>,
  list: (parts: readonly string[]) => string,
): string {
  const parts = channels
    .filter(({ pieces }) => pieces > 0)
    .map(({ channel, people, pieces }) => {
      const counted = { count: pieces, people, more: people - pieces };
      if (channel === "phone" || channel === "letter") return t(`outreach.then-${channel}`, counted);
      return t(channel === "wechat" || channel === "line" ? "outreach.then-copied" : "outreach.then-file", {
        channel: t(`words.contact.${channel}`),
        ...counted,
      });
    });
  return list(parts);
}
