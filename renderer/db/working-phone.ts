/** The number by which a reader is called, as a list shows it: masked, and none that her record calls wrong. */
import { contactWay } from "#shared/model/consent/contact-way.ts";
import type { Reader } from "#shared/model/reader.ts";
import { maskPhone } from "#shared/model/readers/mask.ts";

/** @returns the first that works; undefined where none does */
export function workingPhone(row: Pick<Reader, "phones" | "badContact">): string | undefined {
  // of the place depends only what takes messages
  const way = contactWay(row, "phone", "other");
  return way.tag === "works" ? maskPhone(way.to) : undefined;
}
