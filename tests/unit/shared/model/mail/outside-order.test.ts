import { describe, expect, it } from "vitest";
import type { Feedback, OrderStep } from "#shared/model/feedback.ts";
import { nextOrderSteps, orderEntries, orderStanding } from "#shared/model/mail/outside-order.ts";

const order = { system: "12345", number: "7" };
const entered = (...steps: readonly OrderStep[]): Pick<Feedback, "externalOrder" | "orderSteps"> => ({
  externalOrder: order,
  orderSteps: Object.fromEntries(
    steps.map((step, index) => [String(1_000 + index), { step, on: `2026-11-${String(10 + index)}` }]),
  ),
});

describe("the steps of an order from outside", () => {
  it("offers none where no order is", () => {
    expect(nextOrderSteps({})).toEqual([]);
  });

  it("begins with the signature, then the reply; the return of what is not ours is no first choice", () => {
    expect(nextOrderSteps({ externalOrder: order })).toEqual([
      "signed",
      "reply-filed",
      "called-back",
      "extension-asked",
      "returned",
    ]);
    expect(nextOrderSteps({ externalOrder: { ...order, signedOn: "2026-11-10" } })).not.toContain("signed");
  });

  it("waits for the answer to an extension before another is asked", () => {
    const asked = nextOrderSteps(entered("signed", "extension-asked"));
    expect(asked).toContain("extension-granted");
    expect(asked).toContain("extension-refused");
    expect(asked).not.toContain("extension-asked");
    expect(nextOrderSteps(entered("signed", "extension-asked", "extension-refused"))).toContain("extension-asked");
  });

  it("is judged once the reply is filed, and nothing is left of one that went back", () => {
    expect(nextOrderSteps(entered("signed", "reply-filed"))).toEqual(["called-back", "judged"]);
    expect(nextOrderSteps(entered("signed", "returned"))).toEqual([]);
  });

  it("stands where its latest day says, whenever that was entered", () => {
    const row = {
      orderSteps: {
        "3": { step: "signed", on: "2026-11-02" },
        "2": { step: "reply-filed", on: "2026-11-09" },
      },
    } as const;
    expect(orderEntries(row).map(({ step }) => step)).toEqual(["signed", "reply-filed"]);
    expect(orderStanding(row)?.step).toBe("reply-filed");
  });
});
