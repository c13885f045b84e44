/**
 * Fetches many things, `ahead` of them at once, and hands them over in their order. Holds no more than `ahead` of them, so
 * that memory does not grow with their number.
 */
export async function* inOrder<Item, Got>(
  items: Item[],
  fetchOne: (item: Item) => Promise<Got>,
  ahead: number,
): AsyncGenerator<[Item, Got]> {
  const flights: Promise<Got>[] = [];
  let next = 0;
  const start = () => {
    const item = items[next++];
    if (item === undefined) return;
    const flight = fetchOne(item);
    // Whoever waits for it hears of a failure; until then it is not unhandled.
    flight.catch(() => {});
    flights.push(flight);
  };
  for (let i = 0; i < ahead; i++) start();
  for (const item of items) {
    const got = await (flights.shift() as Promise<Got>);
    start();
    yield [item, got];
  }
}
