import { render, screen, waitFor } from "@testing-library/react";
import { useEffect, useState } from "react";
import { expect, it } from "vitest";
import type { DeskDb } from "../../../renderer/db/database.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { useCalmQuery } from "../../../renderer/desk-services/use-calm-query.ts";
import { createTestServices } from "../../support/desk-services.ts";

/** It says of itself that it reads no more often. */
const CALM_MS = 500;

function Answer({ db, query }: { readonly db: DeskDb; readonly query: (db: DeskDb) => Promise<string> }) {
  return <p>{useCalmQuery(db, query) ?? "reading"}</p>;
}

it("lets what was pressed be drawn first, answers the last change always, and reads but now and then while they stream in", async () => {
  const { db, writer } = await createTestServices();
  let reads = 0;
  const nameOf = async (of: DeskDb): Promise<string> => {
    reads += 1;
    return (await of.branch.get("b1"))?.name ?? "none";
  };
  render(<Answer db={db} query={nameOf} />);
  await screen.findByText("none");
  const startedAt = performance.now();
  await writer.run("test", [create("branch", "b1", { name: "first" })]);
  await screen.findByText("first", {}, { timeout: 10_000 });
  expect(performance.now() - startedAt).toBeGreaterThan(CALM_MS - 10);
  const before = reads;
  for (let n = 0; n < 60; n++) await writer.run("test", [edit("branch", "b1", { name: `turn ${n}` })]);
  await screen.findByText("turn 59", {}, { timeout: 10_000 });
  // however long it took; the clock runs since before the first read
  expect(reads - before).toBeLessThanOrEqual(Math.ceil((performance.now() - startedAt) / CALM_MS) + 1);
});

it("does not read for what it has not read before, nor after it has left the screen", async () => {
  const { db, writer } = await createTestServices();
  let reads = 0;
  const count = async (of: DeskDb): Promise<string> => {
    reads += 1;
    return `${await of.branch.count()} branches`;
  };
  const { unmount } = render(<Answer db={db} query={count} />);
  await screen.findByText("0 branches");
  await writer.run("test", [create("staff", "s1", { name: "陈雨桐" })]);
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  await screen.findByText("1 branches");
  expect(reads).toBe(2);
  unmount();
  await writer.run("test", [create("branch", "b2", { name: "城西馆" })]);
  await waitFor(async () => expect(await db.branch.count()).toBe(2));
  expect(reads).toBe(2);
});

it("keeps its last answer where the browser closes the database under it, and asks again once that is open", async () => {
  const { db, writer } = await createTestServices();
  let closes = 0;
  const nameOf = async (of: DeskDb): Promise<string> => {
    const name = (await of.branch.get("b1"))?.name ?? "none";
    if (name !== "first" || closes++ > 0) return name;
    of.close({ disableAutoOpen: false });
    throw new DOMException("the connection was closed", "AbortError");
  };
  render(<Answer db={db} query={nameOf} />);
  await screen.findByText("none");
  await writer.run("test", [create("branch", "b1", { name: "first" })]);
  await screen.findByText("first", {}, { timeout: 10_000 });
  expect(closes).toBe(2);
});

/** Writes what it was answered, as soon as that is drawn. */
function Writing({ db, query }: { readonly db: DeskDb; readonly query: (db: DeskDb) => Promise<string> }) {
  const answer = useCalmQuery(db, query);
  const [written, setWritten] = useState("nothing");
  useEffect(() => {
    if (answer === undefined) return;
    db.transaction("rw", db.meta, () => db.meta.put({ name: "seen", value: answer })).then(
      () => setWritten(answer),
      (error: unknown) => setWritten(String(error)),
    );
  }, [answer, db]);
  return <p>written: {written}</p>;
}

it("draws outside of its question: what an effect of that writes is written", async () => {
  const { db, writer } = await createTestServices();
  const nameOf = async (of: DeskDb): Promise<string> => (await of.branch.get("b1"))?.name ?? "none";
  render(<Writing db={db} query={nameOf} />);
  await screen.findByText("written: none");
  await writer.run("test", [create("branch", "b1", { name: "first" })]);
  await screen.findByText("written: first");
});
