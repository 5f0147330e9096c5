/** How much of a proof is run: a first slice in `npm test`, all of it in `npm run prove`. */
export const proofScale = <Scale>(test: Scale, prove: Scale): Scale =>
  process.env.READER_DESK_PROVE === "1" ? prove : test;
