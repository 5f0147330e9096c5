/**
 * The journal as a writer's acts meet it, moved by hand: what it takes, when its disk is full, when ten seconds are
 * over.
 */
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Health, JournalClient } from "../../renderer/db/journal/journal-client.ts";

export interface FakeJournal extends Omit<JournalClient, "restart"> {
  /** The next number of the log. */
  write(): number;
  /** Nobody answers while this is true. */
  setAway(away: boolean): void;
  /** Numbers that its disk holds. */
  setRoom(room: number): void;
  /** Takes one entry, and then nobody answers. */
  takeOne(): void;
  /** Whoever waits has waited for ten seconds. */
  tenSeconds(): void;
  /** The journal refuses the entries that wait, and what is asked until it is opened again. */
  refuse(reason: string): void;
  /** The database is gone: whoever waits is lost, and numbers go on behind the journal's once it is filled again. */
  loseDatabase(): void;
  fillAgain(): void;
}

interface Waiting {
  readonly seq: number;
  readonly done: (answer: Result<null, SaveFailure>) => void;
}

export function createFakeJournal(): FakeJournal {
  let written = 0;
  let journaled = 0;
  let room = Number.POSITIVE_INFINITY;
  let away = false;
  let health: Health = "ok";
  const listeners = new Set<() => void>();
  let waiting: readonly Waiting[] = [];

  const setHealth = (next: Health): void => {
    if (next === health) return;
    health = next;
    for (const listener of listeners) listener();
  };
  const answer = (which: (item: Waiting) => boolean, result: Result<null, SaveFailure>): void => {
    const asked = waiting.filter(which);
    waiting = waiting.filter((item) => !which(item));
    for (const { done } of asked) done(result);
  };
  const take = (): void => {
    journaled++;
    setHealth("ok");
    answer(({ seq }) => seq <= journaled, ok(null));
  };
  /** As the real one: in order, and after a failure no sooner than something has changed. */
  const append = (): void => {
    while (!away && journaled < Math.max(0, ...waiting.map(({ seq }) => seq))) {
      if (journaled >= room) {
        setHealth("full");
        answer(() => true, err({ tag: "disk-full", freeBytes: 0 }));
        return;
      }
      take();
    }
  };

  return {
    confirm: (seq) =>
      new Promise((done) => {
        if (health === "gone") return done(err({ tag: "database-gone" }));
        if (seq <= journaled) return done(ok(null));
        waiting = [...waiting, { seq, done }];
        if (health === "ok") append();
      }),
    health: {
      get: () => health,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    write: () => ++written,
    setAway(next) {
      away = next;
      append();
    },
    setRoom(next) {
      room = next;
      append();
    },
    takeOne: take,
    tenSeconds() {
      if (waiting.length === 0) return;
      setHealth(health === "full" ? "full" : "silent");
      answer(() => true, err({ tag: "journal-silent" }));
    },
    loseDatabase() {
      setHealth("gone");
      answer(() => true, err({ tag: "database-gone" }));
    },
    fillAgain() {
      written = journaled;
      setHealth("ok");
    },
    refuse(reason) {
      setHealth("silent");
      answer(() => true, err({ tag: "journal-refused", reason }));
    },
  };
}
