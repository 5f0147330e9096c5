/**
 * The readers behind a number in the order in which they are listed; kept while nothing has changed, since a screen
 * asks for a part at a time.
 */
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { toldOf } from "../../platform/worker/figure-told.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Placed } from "../library-use/placed.ts";
import type { Expectation } from "./expected-use.ts";
import { readersBehind } from "./readers-behind.ts";

interface FigureLists {
  /** @param expected only of a figure of what is expected */
  readonly of: (view: LibraryView, figure: Figure, expected: Expectation | null) => readonly Placed[];
  /** The same list for as long as nothing has changed. */
  readonly idsOf: (view: LibraryView, figure: Figure, expected: Expectation | null) => readonly string[];
}

export function createFigureLists(): FigureLists {
  let held: { readonly question: string; readonly placed: readonly Placed[]; readonly list: readonly Placed[] } | null =
    null;
  let ids: { readonly list: readonly Placed[]; readonly ids: readonly string[] } = { list: [], ids: [] };
  const lists: FigureLists = {
    idsOf(view, figure, expected) {
      const list = lists.of(view, figure, expected);
      if (ids.list !== list) ids = { list, ids: list.map(({ person }) => person.id) };
      return ids.ids;
    },
    of(view, figure, expected) {
      const question = JSON.stringify([view.question, figure]);
      if (held?.question !== question || held.placed !== view.placed)
        held = {
          question,
          placed: view.placed,
          list: inOrder(readersBehind(figure, view, expected), keyOf(view, figure, expected)),
        };
      return held.list;
    },
  };
  return lists;
}

/**
 * Whose state has changed last is the most urgent, then who has a responsible colleague; who uses most; who is least
 * likely to come again; whom nobody has spoken to for longest.
 */
function inOrder(items: readonly Placed[], key: (item: Placed) => number): readonly Placed[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort(
      (a, b) =>
        b.key - a.key ||
        Number(b.item.person.facts.owner !== undefined) - Number(a.item.person.facts.owner !== undefined) ||
        (a.item.person.id < b.item.person.id ? -1 : 1),
    )
    .map(({ item }) => item);
}

/** The greatest first. */
function keyOf(view: LibraryView, figure: Figure, expected: Expectation | null): (item: Placed) => number {
  switch (toldOf(figure)) {
    case "life":
      return ({ person }) => standingSince(person.history, view.day).since ?? Number.NEGATIVE_INFINITY;
    case "value":
      return ({ numbers }) => numbers.value;
    case "expected":
      return ({ person }) => -(expected?.of(person)?.coming ?? 0);
    case "contact":
      return ({ given }) => -(given.lastContact ?? Number.NEGATIVE_INFINITY);
  }
}
