/** What is looked at, as it stands in the address. */
import { LIFE_STATES } from "#shared/analysis/life-state.ts";
import { ATTENTION_GROUPS, type Figure, type StatisticsAsked } from "../../platform/statistics-api.ts";

export interface Chosen extends StatisticsAsked {
  /** Null for the overview, else the readers behind it. */
  readonly figure: Figure | null;
}

const PLAIN = ["top-fifth", "one-kind", "not-seen-by-phone", "new-cards"] as const;

/** @param today YYYY-MM-DD; what does not fit is as if it were not there */
export function chosenOf(search: string, today: string): Chosen {
  const asked = new URLSearchParams(search);
  const month = asked.get("month") ?? "";
  return { branch: asked.get("branch"), month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month <= today.slice(0, 7) ? month : today.slice(0, 7), figure: figureOf(asked.get("readers") ?? "") };
}

export function pathOf({ branch, month, figure }: Chosen): string {
  const asked = new URLSearchParams({ month, ...(branch !== null && { branch }), ...(figure !== null && { readers: textOf(figure) }) });
  return `/statistics?${asked.toString()}`;
}

const textOf = (figure: Figure): string => (figure.tag === "stage" ? `stage:${figure.state}` : figure.tag === "group" ? `group:${figure.group}` : figure.tag);

function figureOf(text: string): Figure | null {
  const [tag, of] = text.split(":");
  const state = LIFE_STATES.find((item) => item === of);
  const group = ATTENTION_GROUPS.find((item) => item === of);
  if (tag === "stage" && state !== undefined) return { tag: "stage", state };
  if (tag === "group" && group !== undefined) return { tag: "group", group };
  const plain = PLAIN.find((item) => item === text);
  return plain === undefined ? null : { tag: plain };
}
