/** "+12", "−8", "±0": a change as it stands beside a figure, with a true minus. */
export const difference = (now: number, before: number, say: (value: number) => string): string => {
  const change = now - before;
  return change === 0 ? `±${say(0)}` : change > 0 ? `+${say(change)}` : `−${say(-change)}`;
};
