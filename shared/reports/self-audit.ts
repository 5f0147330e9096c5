/**
 * The reader-centred self-audit: twelve figures that the library's own work answers. What cannot be measured yet says
 * so, with what is missing. Colleagues are counted, never named.
 */
import type { Interaction } from "../model/interaction.ts";
import type { FigureValue } from "./figures.ts";
import { known } from "./figures.ts";
import { isEnquiry } from "./month-counts.ts";

export const AUDIT_FIGURES = [
  "rules-consulted",
  "titles-started",
  "opinions-in-time",
  "promises-kept",
  "colleagues",
  "breadth",
  "coverage",
  "empty-handed",
  "arrival-to-told",
  "attention",
  "requests-met",
  "satisfaction",
] as const;
export type AuditFigure = (typeof AUDIT_FIGURES)[number];

/** What has to be recorded first; `few` is recorded, and not told: it is of one to four persons, or would tell such. */
export const AUDIT_MISSING = [
  "consultations",
  "suggestions",
  "opinions",
  "promises",
  "colleagues",
  "use",
  "population",
  "needs",
  /** Asked for, and nothing is noted yet of what came of it. */
  "outcomes",
  "titles",
  "contacts",
  "ratings",
  "few",
] as const;
export type AuditMissing = (typeof AUDIT_MISSING)[number];

export type AuditValue = (
  | (FigureValue & { readonly tag: "known" })
  | { readonly tag: "missing"; readonly what: AuditMissing }
) & {
  /** Requests for a book that have no outcome yet; absent where there is none. */
  readonly open?: number;
};
export type SelfAudit = Readonly<Record<AuditFigure, AuditValue>>;

export interface AuditFacts {
  readonly opinions: { readonly inTime: number; readonly late: number };
  readonly promises: { readonly kept: number; readonly all: number };
  /** Who logged, answered or kept a promise in the period, of all. */
  readonly colleagues: { readonly taking: number; readonly all: number };
  /** Requests for a book in the period, by what came of them. */
  readonly requests: Readonly<Record<RequestState, number>>;
  /** Mean kinds of service that readers use, of seven. */
  readonly breadth: number | null;
  readonly breadthReaders: number;
  readonly reached: FigureValue;
  /** How many readers breadth and coverage are of. */
  readonly active: FigureValue;
  readonly satisfaction: FigureValue;
  /** Groups of readers with anybody in them, and those that get less than half of their share of anything. */
  readonly groups: { readonly all: number; readonly short: number; readonly hasAttention: boolean };
}

/** What came of a request for a book; `open` as long as nothing is noted, or it is still followed up. */
export const REQUEST_STATES = ["met", "unmet", "open"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A service record of looking for a book (找书); null for what is none. */
export function requestState(
  row: Pick<Interaction, "purpose" | "direction" | "feedback" | "outcome">,
): RequestState | null {
  if (row.purpose !== "find" || !isEnquiry(row)) return null;
  switch (row.outcome) {
    case "answered":
      return "met";
    case "referred":
    case "not-answered":
      return "unmet";
    default:
      return "open";
  }
}

const missing = (what: AuditMissing): AuditValue => ({ tag: "missing", what });
const share = (part: number, whole: number, names: readonly [string, string], otherwise: AuditMissing): AuditValue =>
  whole === 0 ? missing(otherwise) : known(part / whole, { [names[0]]: part, [names[1]]: whole });

/** The readers by number only where the sheet tells the same: two that differ by a few would tell these. */
const kindsOf = ({ active, breadthReaders }: AuditFacts, mean: number): Readonly<Record<string, number>> =>
  active.tag === "known" && active.value === breadthReaders
    ? { kinds: Math.round(mean * breadthReaders), readers: breadthReaders }
    : {};

export function selfAudit(facts: AuditFacts): SelfAudit {
  const { opinions, promises, colleagues, groups, active } = facts;
  const { met, unmet, open } = facts.requests;
  const ofRequests = (part: number, name: string): AuditValue => ({
    ...share(part, met + unmet, [name, "judged"], open > 0 ? "outcomes" : "needs"),
    ...(open > 0 && { open }),
  });
  const isHidden = (value: FigureValue): boolean => value.tag === "unknown" && value.why === "too-few";
  const told = (value: FigureValue, otherwise: AuditMissing): AuditValue =>
    value.tag === "known" ? value : missing(isHidden(value) ? "few" : otherwise);
  return {
    "rules-consulted": missing("consultations"),
    "titles-started": missing("suggestions"),
    "opinions-in-time": share(opinions.inTime, opinions.inTime + opinions.late, ["inTime", "all"], "opinions"),
    "promises-kept": share(promises.kept, promises.all, ["kept", "all"], "promises"),
    colleagues: share(colleagues.taking, colleagues.all, ["taking", "all"], "colleagues"),
    breadth:
      facts.breadth === null
        ? missing("use")
        : isHidden(active)
          ? missing("few")
          : known(facts.breadth, kindsOf(facts, facts.breadth)),
    coverage: told(facts.reached, "population"),
    "empty-handed": ofRequests(unmet, "unmet"),
    "arrival-to-told": missing("titles"),
    attention:
      groups.hasAttention && groups.all > 0
        ? known(groups.short, { short: groups.short, all: groups.all })
        : missing("contacts"),
    "requests-met": ofRequests(met, "met"),
    satisfaction: told(facts.satisfaction, "ratings"),
  };
}
