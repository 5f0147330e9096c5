import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { create, edit } from "../../../renderer/db/changes.ts";
import type { Services } from "../../../renderer/db/services.ts";
import { useAsked } from "../../../renderer/db/use-asked.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";

afterEach(cleanup);

/** Longer than any test: nothing is asked again by itself. */
const QUIET = { first: 0, again: 600_000 };
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
