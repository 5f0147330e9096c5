import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { useAsked } from "../../../renderer/desk-services/use-asked.ts";
import type { OnProgress } from "../../../renderer/platform/worker/statistics-api.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";

/** Longer than any test: nothing is asked again by itself. */
const QUIET = { first: 0, again: 600_000 };
const AT_ONCE = { first: 0, again: 0 };
const NO_WORKER = {} as Services["worker"]; // what is asked here asks no worker

function Answer({ question, ask }: { readonly question: string | null; readonly ask: () => Promise<string> }) {
  const { held, isBusy, failure, again } = useAsked(question, ask, QUIET);
  return (
    <>
      <p>
        {held?.question ?? "nothing"}: {failure ?? held?.value ?? "reading"}
        {isBusy ? " …" : ""}
      </p>
      <button type="button" onClick={again}>
        again
      </button>
    </>
  );
}

it("keeps the last answer while changes come, and waits for quiet before it asks the same again", async () => {
  let asked = 0;
  const ask = async (): Promise<string> => `answer ${++asked}`;
  const { services } = await renderWithServices(<Answer question="q" ask={ask} />, { services: { worker: NO_WORKER } });
  await screen.findByText("q: answer 1");
  await services.writer.run("test", [create("branch", "b1", { name: "a" })]);
  await screen.findByText("q: answer 1 …");
  for (let n = 0; n < 5; n++) await services.writer.run("test", [edit("branch", "b1", { name: `turn ${n}` })]);
  expect(asked).toBe(1);
  // who presses the button does not wait
  screen.getByRole("button").click();
  await screen.findByText("q: answer 2");
});

it("says why there is no answer, and asks nothing where there is no question", async () => {
  const ask = (): Promise<string> => Promise.reject(new Error("away"));
  await renderWithServices(
    <>
      <Answer question="q" ask={ask} />
      <Answer question={null} ask={ask} />
    </>,
    { services: { worker: NO_WORKER } },
  );
  await screen.findByText("nothing: away");
  await screen.findByText("nothing: reading …");
});

/** Waits for ever, of one month or the one before. */
function Month({ waiting }: { readonly waiting: OnProgress[] }) {
  const [month, setMonth] = useState("november");
  useAsked(month, (_, onProgress) => new Promise<string>(() => void waiting.push(onProgress)), AT_ONCE);
  return (
    <button type="button" onClick={() => setMonth("october")}>
      october
    </button>
  );
}

it("tells the worker that nobody waits once another question is asked or the page is left, and not when the same is asked again", async () => {
  const waiting: OnProgress[] = [];
  const progress = { step: "placing", done: 1, total: 2 } as const;
  const { services, unmount } = await renderWithServices(<Month waiting={waiting} />, {
    services: { worker: NO_WORKER },
  });
  const asked = async (count: number): Promise<void> =>
    void (await vi.waitFor(() => expect(waiting).toHaveLength(count)));
  const isWanted = (place: number): unknown => {
    let answer: unknown;
    act(() => {
      answer = waiting[place]?.(progress);
    });
    return answer;
  };
  await asked(1);
  expect(isWanted(0)).toBe(true);
  await act(async () => void (await services.writer.run("test", [create("branch", "b1", { name: "a" })])));
  await asked(2);
  expect([isWanted(0), isWanted(1)]).toEqual([true, true]);
  act(() => screen.getByRole("button").click());
  await asked(3);
  expect([isWanted(0), isWanted(1), isWanted(2)]).toEqual([false, false, true]);
  unmount();
  expect(isWanted(2)).toBe(false);
});
