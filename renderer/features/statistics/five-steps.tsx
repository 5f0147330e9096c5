/**
 * The five steps: find, study, develop, communicate, keep; each with a count, its change, and today's work. Few readers
 * stay off paper.
 */
import {
  ArrowDown,
  ArrowUp,
  HeartHandshake,
  type LucideIcon,
  MessagesSquare,
  Microscope,
  Minus,
  Radar,
  Sprout,
} from "lucide-react";
import type { ReactNode } from "react";
import type { PromisesKept } from "#shared/analysis/deadlines-kept.ts";
import type { TaskView } from "#shared/analysis/lists/task-views.ts";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import type { RowsBehind } from "#shared/reports/rows-behind.ts";
import { Unprinted } from "../../desk-services/figures/unprinted.tsx";
import type { MessageId } from "../../i18n/message-id.ts";
import { useFormat, useRich, useT } from "../../i18n/use-t.ts";
import { TOLD } from "../../platform/worker/counted-sets.ts";
import type { Figure, Overview } from "../../platform/worker/statistics-api.ts";
import { Icon } from "../../ui/icon.tsx";
import { howValues } from "../../words/how-words.ts";
import { isOfEnough, type SharePart, shareBeside } from "../../words/percentage-words.ts";
import { useTold } from "./told.tsx";

/** Of a report its rows, of the branch that is looked at and its month, or another one. */
export type Leads =
  | { readonly figure: Figure }
  | { readonly tasks: TaskView }
  | { readonly report: RowsBehind; readonly month?: string };

interface Work {
  readonly label: MessageId;
  readonly count: number;
  /** Of whom; left off where it is of no persons, null where it never leaves the house. */
  readonly persons?: string | null;
  readonly to: Leads;
}
interface Step {
  readonly id: "find" | "study" | "develop" | "communicate" | "keep";
  readonly icon: LucideIcon;
  readonly figure: string;
  /** Its rows; of a share or a mean, those that it is of. Absent where there is no figure. */
  readonly to?: Leads;
  /** Of whom the figure is, now and what it is compared with; empty where it is of no persons. */
  readonly persons: readonly string[];
  readonly of: MessageId;
  /** Of a share: how many it is of. */
  readonly ofCount?: number;
  /** Now less before; null where nothing can be compared. */
  readonly change: number | null;
  readonly changeText: string;
  /** Of a stage of the life cycle a change of few may be a group of few. */
  readonly isStage?: true;
  /** What it is compared with. */
  readonly than: MessageId;
  readonly work: readonly Work[];
}

const shareOf = ({ kept, all }: PromisesKept): SharePart => ({ part: kept, whole: all });

export function FiveSteps({ overview, onOpen }: { overview: Overview; onOpen: (to: Leads) => void }) {
  const t = useT();
  const format = useFormat();
  const { tells } = useTold();
  return (
    <>
      <ol className="five" aria-label={t("statistics.five")}>
        {useSteps(overview).map((step) => (
          <li key={step.id}>
            <h2>
              <Icon icon={step.icon} />
              {t(`statistics.step-${step.id}`)}
              <small>{t(`statistics.step-${step.id}-sub`)}</small>
            </h2>
            <p className="big">
              <Unprinted isHidden={!tells(...step.persons.slice(0, 1))}>
                {step.to === undefined ? (
                  <span className="nowrap">{step.figure}</span>
                ) : (
                  <FigureLink step={step} to={step.to} onOpen={onOpen} />
                )}
              </Unprinted>
              <small>{t(step.of, { ...howValues(t, format), count: format.number(step.ofCount ?? 0) })}</small>
            </p>
            <Unprinted
              isHidden={!tells(...step.persons) || (step.isStage === true && isSmall(Math.abs(step.change ?? 0)))}
            >
              <Change step={step} />
            </Unprinted>
            <ul>
              {step.work.map(({ label, count, persons, to }) => (
                <li key={label}>
                  <button type="button" onClick={() => onOpen(to)}>
                    {t(label)}
                    <b>
                      <Unprinted
                        isHidden={count > 0 && (persons === null || (persons !== undefined && !tells(persons)))}
                      >
                        {format.number(count)}
                      </Unprinted>
                    </b>
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="meta">{t("statistics.five-population", howValues(t, format))}</p>
    </>
  );
}

function FigureLink({ step, to, onOpen }: { step: Step; to: Leads; onOpen: (to: Leads) => void }) {
  const t = useT();
  const name = t(`statistics.step-${step.id}`);
  return (
    <button
      type="button"
      className="link nowrap"
      aria-label={t("statistics.open-step", { name, value: step.figure })}
      onClick={() => onOpen(to)}
    >
      {step.figure}
    </button>
  );
}

function Change({ step: { change, changeText, than } }: { step: Step }): ReactNode {
  const t = useT();
  const rich = useRich();
  if (change === null) return <p className="delta">{t("statistics.nothing-to-compare")}</p>;
  return (
    <p className="delta" data-no-rows title={t("statistics.no-rows-change")}>
      <Icon icon={change > 0 ? ArrowUp : change < 0 ? ArrowDown : Minus} />
      <span>{rich(than, { change: <b>{changeText}</b> })}</span>
    </p>
  );
}

function useSteps(overview: Overview): readonly Step[] {
  const format = useFormat();
  const t = useT();
  const { work, stages } = overview;
  const stage = (state: string, at: "count" | "before"): number =>
    stages.find((item) => item.state === state)?.[at] ?? 0;
  const signed = (change: number, say: (value: number) => string): string =>
    change > 0 ? `+${say(change)}` : change < 0 ? `−${say(-change)}` : `±${say(0)}`;
  const counted = (change: number): string => signed(change, (value) => format.number(value));
  const points = (change: number): string =>
    change === 0
      ? t("words.unchanged")
      : t("words.points", { change: signed(change, (value) => format.number(value)) });
  const [kept, keptBefore] = [shareOf(overview.kept), shareOf(overview.keptBefore)];
  const cards = overview.newCards - overview.newCardsYearAgo;
  const notSeen = stage("not-seen", "count") - stage("not-seen", "before");
  const returned = stage("returned", "count") - stage("returned", "before");
  // in points, of both as they are shown: to the tenth
  const tenths = ({ part, whole }: SharePart): number => Math.round((part / whole) * 1000);
  const keptChange = kept.whole === 0 || keptBefore.whole === 0 ? null : (tenths(kept) - tenths(keptBefore)) / 10;
  // of few no percentage, and no difference of two
  const areEnough = isOfEnough(kept) && isOfEnough(keptBefore);
  const { breadth, breadthBefore } = overview;
  const kinds = breadth === null || breadthBefore === null ? null : Math.round((breadth - breadthBefore) * 10) / 10;
  return [
    {
      id: "find",
      icon: Radar,
      figure: format.number(overview.newCards),
      ...(overview.newCards > 0 && { to: { figure: { tag: "new-cards" } } }),
      persons: [TOLD.newCards("now"), TOLD.newCards("before")],
      of: "statistics.of-new-cards",
      change: cards,
      changeText: counted(cards),
      than: "statistics.than-year",
      work: [
        {
          label: "statistics.work-new",
          count: overview.newCards,
          persons: TOLD.newCards("now"),
          to: { figure: { tag: "new-cards" } },
        },
        {
          label: "statistics.work-potential",
          count: work.potential,
          persons: TOLD.state("potential"),
          to: { figure: { tag: "stage", state: "potential" } },
        },
      ],
    },
    {
      id: "study",
      icon: Microscope,
      figure: format.number(stage("not-seen", "count")),
      ...(stage("not-seen", "count") > 0 && { to: { figure: { tag: "stage", state: "not-seen" } } }),
      persons: [TOLD.state("not-seen"), TOLD.state("not-seen", "before")],
      of: "statistics.of-not-seen",
      change: notSeen,
      changeText: counted(notSeen),
      isStage: true,
      than: "statistics.than-month",
      work: [
        {
          label: "statistics.work-why",
          count: work.notSeen,
          persons: TOLD.state("not-seen"),
          to: { figure: { tag: "stage", state: "not-seen" } },
        },
        {
          label: "statistics.work-registered",
          count: stage("registered", "count"),
          persons: TOLD.state("registered"),
          to: { figure: { tag: "stage", state: "registered" } },
        },
      ],
    },
    {
      id: "develop",
      icon: Sprout,
      // an average, and shown as one also where it is whole: 1.0
      figure: breadth === null ? "–" : breadth.toFixed(1),
      ...(breadth !== null && { to: { figure: { tag: "used" } } }),
      persons: [TOLD.used],
      of: "statistics.of-breadth",
      change: kinds,
      changeText: kinds === null ? "" : counted(kinds),
      than: "statistics.than-month",
      work: [
        {
          label: "statistics.work-one-kind",
          count: work.oneKind,
          persons: TOLD.oneKind,
          to: { figure: { tag: "one-kind" } },
        },
        {
          label: "statistics.work-core",
          count: overview.attention.find(({ group }) => group === "core")?.readers ?? 0,
          persons: TOLD.core,
          to: { figure: { tag: "group", group: "core" } },
        },
      ],
    },
    {
      id: "communicate",
      icon: MessagesSquare,
      figure: shareBeside(kept, format),
      ...(kept.whole > 0 && { to: { report: { tag: "promises", of: "all" } } }),
      // promises are no persons
      persons: [],
      of: isOfEnough(kept) ? "statistics.of-kept-count" : "statistics.of-kept",
      ofCount: kept.whole,
      change: keptChange,
      changeText: keptChange === null ? "" : areEnough ? points(keptChange) : shareBeside(keptBefore, format),
      than: areEnough ? "statistics.than-month" : "statistics.than-few",
      work: [
        { label: "statistics.work-promises", count: work.promisesDue, to: { tasks: "promised-today" } },
        { label: "statistics.work-late", count: work.promisesLate, to: { tasks: "promised-late" } },
      ],
    },
    {
      id: "keep",
      icon: HeartHandshake,
      figure: format.number(stage("returned", "count")),
      ...(stage("returned", "count") > 0 && { to: { figure: { tag: "stage", state: "returned" } } }),
      persons: [TOLD.state("returned"), TOLD.state("returned", "before")],
      of: "statistics.of-returned",
      change: returned,
      changeText: counted(returned),
      isStage: true,
      than: "statistics.than-month",
      work: [
        {
          label: "statistics.work-call",
          count: work.notSeenByPhone,
          persons: null,
          to: { figure: { tag: "not-seen-by-phone" } },
        },
        {
          label: "statistics.work-returned",
          count: work.returned,
          persons: TOLD.state("returned"),
          to: { figure: { tag: "stage", state: "returned" } },
        },
      ],
    },
  ];
}
