/** A page of results beside the code: a program replaces the section of what it has run, and leaves all others. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * @returns the page with the section of the title, a heading of the second level, as the text says; a new one stands
 * last
 */
export function withSection(page: string, title: string, text: string): string {
  const [head = "", ...sections] = page.trimEnd().split(/\n+(?=## )/);
  const own = `## ${title}\n\n${text.trim()}`;
  const at = sections.findIndex((section) => section.split("\n", 1)[0] === `## ${title}`);
  return `${[head, ...(at < 0 ? [...sections, own] : sections.with(at, own))].join("\n\n")}\n`;
}

export function keepResult(file: string, title: string, text: string): void {
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, "utf8") : "", title, text));
}

/** The day in this place, YYYY-MM-DD. */
export const dayOf = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
