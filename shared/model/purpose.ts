/**
 * The purposes of a service record that every library starts with, in the order of the desk's ten keys.
 * A library adds its own through the code list `purpose`; these ids stay, whatever name they are given.
 */
export const PURPOSES = ["direction", "enquiry", "find-book", "card", "equipment", "e-resource", "complaint", "suggestion", "praise", "other"] as const;
export type Purpose = (typeof PURPOSES)[number];

export const isPurpose = (code: string): code is Purpose => (PURPOSES as readonly string[]).includes(code); // widened only to ask
