/** The one place that reads the wall clock, so that every rule can be given its time instead. */
export function now(): Date {
  return new Date();
}
