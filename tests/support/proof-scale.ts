/** How much of a proof is run: a first slice in `npm test`, all of it in `npm run prove`. */
export const proofScale = <Scale>(test: Scale, prove: Scale): Scale =>
  process.env.READER_DESK_PROVE === "1" ? prove : test;

/** One for a whole `npm test`, so that what has failed is tried again and not something else; it says which. */
const DRAWN = Number(process.env.READER_DESK_DRAW || Math.floor(Math.random() * 1e6));

/**
 * Of cases each as good as any other: the one that is drawn in `npm test`, all of them in `npm run prove`.
 * @param place of several draws side by side, so that they do not all take the same one
 */
export const proofDraw = <Case>(cases: readonly Case[], place = 0): readonly Case[] => {
  const first = (DRAWN + place) % cases.length;
  return proofScale(cases.slice(first, first + 1), cases);
};
