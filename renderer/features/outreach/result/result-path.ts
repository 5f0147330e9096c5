/** Where the result of an outreach stands, of one round or of all rounds of its goal together. */
export const resultPath = (outreach: string, isPooled = false): string =>
  `/outreach/${outreach}/result${isPooled ? "?pooled" : ""}`;
