/**
 * The life of an order that came from outside (12345, an authority's mailbox): signed for, returned as not ours, an
 * extension asked and granted, the reply filed back, called back, judged. Each is entered on the day on which it was.
 */
import type { Feedback, OrderStep } from "../feedback.ts";

type StepValue = NonNullable<Feedback["orderSteps"]>[string];

/** @property at epoch ms of the entry, its key */
export interface OrderEntry extends StepValue {
  readonly at: number;
}

type WithOrder = Pick<Feedback, "externalOrder" | "orderSteps">;

/** By day, and entries of one day as they were made. */
export const orderEntries = ({ orderSteps = {} }: Pick<Feedback, "orderSteps">): readonly OrderEntry[] =>
  Object.entries(orderSteps)
    .map(([at, value]) => ({ ...value, at: Number(at) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.at - b.at));

/** The last of them by day; undefined where nothing was entered. */
export const orderStanding = (row: Pick<Feedback, "orderSteps">): OrderEntry | undefined => orderEntries(row).at(-1);

/**
 * Which steps an order can take now: what is over is not offered again, an extension is granted or refused once it is
 * asked, and what is judged was filed. Empty where it is no order.
 */
export function nextOrderSteps(row: WithOrder): readonly OrderStep[] {
  if (row.externalOrder === undefined) return [];
  const done = orderEntries(row).map(({ step }) => step);
  const count = (step: OrderStep): number => done.filter((each) => each === step).length;
  const isSigned = row.externalOrder.signedOn !== undefined || count("signed") > 0;
  const isOver = count("returned") > 0 || count("reply-filed") > 0;
  const isAsked = count("extension-asked") > count("extension-granted") + count("extension-refused");
  const isOpen: Readonly<Record<OrderStep, boolean>> = {
    signed: !isSigned && !isOver,
    returned: !isOver,
    "extension-asked": !isOver && !isAsked,
    "extension-granted": !isOver && isAsked,
    "extension-refused": !isOver && isAsked,
    "reply-filed": !isOver,
    "called-back": count("returned") === 0,
    judged: count("reply-filed") > 0,
  };
  return USUAL_FIRST.filter((step) => isOpen[step]);
}

/** The likely one first: an order is sent back seldom, and never by a key too many. */
const USUAL_FIRST: readonly OrderStep[] = [
  "signed",
  "extension-granted",
  "extension-refused",
  "reply-filed",
  "called-back",
  "judged",
  "extension-asked",
  "returned",
];
