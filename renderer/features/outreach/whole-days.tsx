/** A sentence in which no day is broken over two lines: 2026-12-02, 115/12/02. */
const DAY = /(\d{3,4}[-/]\d\d[-/]\d\d)/u;

export function WholeDays({ children }: { readonly children: string }) {
  return children.split(DAY).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
      <span key={place} className="nowrap">
        {part}
      </span>
    ),
  );
}
