import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { Component, type ReactNode } from "react";
import { expect, it } from "vitest";
import type { DeskDb } from "../../../renderer/db/database.ts";
import { readReaderCard } from "../../../renderer/db/lists/reader-card-rows.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import {
  askAhead,
  expectAnswer,
  followedAnswer,
  type Query,
  useSharedQuery,
} from "../../../renderer/desk-services/shared-query.ts";
import { createTestServices } from "../../support/desk-services.ts";

interface Asked {
  readonly query: Query<string>;
  reads: number;
}

/** The name of a branch, and how often it was read. */
function namesOf(): Asked {
  const asked: Asked = {
    reads: 0,
    query: async (db, id) => {
      asked.reads += 1;
      return (await db.branch.get(id))?.name ?? "none";
    },
  };
  return asked;
}

/** Each drawing leaves its mark, the first one included. */
function Shown({ db, query, of, drawn }: { db: DeskDb; query: Query<string>; of: string; drawn?: string[] }) {
  const name = useSharedQuery(db, query, of) ?? "reading";
  drawn?.push(name);
  return <p>{name}</p>;
}

class Fence extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override render() {
    return this.state.broken ? (
      <button type="button" onClick={() => this.setState({ broken: false })}>
        again
      </button>
    ) : (
      this.props.children
    );
  }
}

it("reads once for all who show the same, and once more after a change of it", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" }), create("branch", "b2", { name: "城西馆" })]);
  const asked = namesOf();
  render([1, 2, 3].map((key) => <Shown key={key} db={db} query={asked.query} of="b1" />));
  expect(await screen.findAllByText("城东馆")).toHaveLength(3);
  expect(asked.reads).toBe(1);
  await writer.run("test", [edit("branch", "b2", { name: "城北馆" })]);
  await writer.run("test", [edit("branch", "b1", { name: "城南馆" })]);
  expect(await screen.findAllByText("城南馆")).toHaveLength(3);
  expect(asked.reads).toBe(2);
  cleanup();
});

it("has its answer at once for who comes later, another screen in the place of the last one too", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  const asked = namesOf();
  const { rerender } = render(<Shown key="one" db={db} query={asked.query} of="b1" />);
  await screen.findByText("城东馆");
  const later: string[] = [];
  rerender(<Shown key="another" db={db} query={asked.query} of="b1" drawn={later} />);
  expect(screen.getByText("城东馆")).toBeTruthy();
  expect(later).not.toContain("reading");
  expect(asked.reads).toBe(1);
  cleanup();
});

it("reads for nobody, and does not take what it last knew for what is", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  const asked = namesOf();
  const { unmount } = render(<Shown db={db} query={asked.query} of="b1" />);
  await screen.findByText("城东馆");
  unmount();
  await writer.run("test", [edit("branch", "b1", { name: "城南馆" })]);
  expect(asked.reads).toBe(1);
  const drawn: string[] = [];
  render(<Shown db={db} query={asked.query} of="b1" drawn={drawn} />);
  await screen.findByText("城南馆");
  expect(drawn).not.toContain("城东馆");
  cleanup();
});

it("draws what was read in another way at once, and follows the rows from there", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  const asked = namesOf();
  expectAnswer(db, asked.query, "b1", "城东馆, known");
  const drawn: string[] = [];
  render(<Shown db={db} query={asked.query} of="b1" drawn={drawn} />);
  expect(drawn[0]).toBe("城东馆, known");
  await screen.findByText("城东馆");
  cleanup();
});

it("reads ahead of whoever shows it, follows the rows from there, and is taken over as it is by then", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  const asked = namesOf();
  const heard: string[] = [];
  const query: Query<string> = async (...given) => {
    const name = await asked.query(...given);
    heard.push(name);
    return name;
  };
  askAhead(db, query, "b1");
  await waitFor(() => expect(heard).toEqual(["城东馆"]));
  await writer.run("test", [edit("branch", "b1", { name: "城南馆" })]);
  await waitFor(() => expect(heard).toEqual(["城东馆", "城南馆"]));
  const drawn: string[] = [];
  const { unmount } = render(<Shown db={db} query={query} of="b1" drawn={drawn} />);
  expect(drawn).toEqual(["城南馆"]);
  unmount();
  await writer.run("test", [edit("branch", "b1", { name: "城北馆" })]);
  expect(asked.reads).toBe(2);
});

it("knows what is shown as it stands, and nothing of what is shown no more or was only said", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [create("branch", "b1", { name: "城东馆" })]);
  const { query } = namesOf();
  expectAnswer(db, query, "b1", "城东馆, said");
  expect(followedAnswer(db, query, "b1")).toBeUndefined();
  const { unmount } = render(<Shown db={db} query={query} of="b1" />);
  await waitFor(() => expect(followedAnswer(db, query, "b1")).toBe("城东馆"));
  await writer.run("test", [edit("branch", "b1", { name: "城南馆" })]);
  await waitFor(() => expect(followedAnswer(db, query, "b1")).toBe("城南馆"));
  unmount();
  await waitFor(() => expect(followedAnswer(db, query, "b1")).toBeUndefined());
});

it("asks anew for whoever shows it what could not be read ahead", async () => {
  const { db } = await createTestServices();
  let failed = 0;
  const query = async (): Promise<string> => {
    if (failed === 1) return "an answer";
    failed += 1;
    throw new Error("no answer");
  };
  askAhead(db, query);
  await waitFor(() => expect(failed).toBe(1));
  render(<Shown db={db} query={query} of="" />);
  expect(await screen.findByText("an answer")).toBeTruthy();
  cleanup();
});

it("throws what fails to whoever shows it, and asks anew when it is drawn again", async () => {
  const { db } = await createTestServices();
  let fails = true;
  const query = async (): Promise<string> => {
    if (fails) throw new Error("no answer");
    return "an answer";
  };
  render(
    <Fence>
      <Shown db={db} query={query} of="" />
    </Fence>,
  );
  const again = await screen.findByRole("button", { name: "again" });
  fails = false;
  again.click();
  await waitFor(() => expect(screen.getByText("an answer")).toBeTruthy());
  cleanup();
});

it("follows what it has read last too, behind answers that it asked for side by side", async () => {
  const { db, writer } = await createTestServices();
  await writer.run("test", [
    create("reader", "child", { name: "小军", guardian: "father" }),
    create("reader", "father", { name: "罗建平" }),
  ]);
  const guardianOf: Query<string> = async (of, id) => {
    const card = await readReaderCard(of, id, { today: "2026-12-02", place: "mainland" });
    return (await of.reader.get(card?.reader.guardian ?? ""))?.name ?? "none";
  };
  render(<Shown db={db} query={guardianOf} of="child" />);
  await screen.findByText("罗建平");
  await writer.run("test", [edit("reader", "father", { name: "罗建国" })]);
  await screen.findByText("罗建国");
  cleanup();
});
