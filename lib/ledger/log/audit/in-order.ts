/**
 * Fetches many things, `ahead` of them at once, and hands them over in their order. Holds no more than `ahead` of them, so
 * that memory does not grow with their number.
 */
export async function* inOrder<Item, Got>(
  items: Iterable<Item>,
  fetchOne: (item: Item) => Promise<Got>,
  ahead: number,
): AsyncGenerator<[Item, Got]> {
  const flights: [Item, Promise<Got>][] = [];
  const rest = items[Symbol.iterator]();
  const start = () => {
    const { value: item, done } = rest.next();
    if (done) return;
    const flight = fetchOne(item);
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    flight.catch(() => {});
    flights.push([item, flight]);
  };
  for (let i = 0; i < ahead; i++) start();
  for (let first = flights.shift(); first; first = flights.shift()) {
    const [item, flight] = first;
    const got = await flight;
    start();
    yield [item, got];
  }
}
