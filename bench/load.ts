import autocannon from "autocannon";

/** `sign` posts a new man each time; `get` asks for one address. */
export type Shot = "sign" | "get";
type Load = { url: string; path: string; shot: Shot; connections: number; seconds: number };

let man = 0;

/** Asks for `seconds`, and answers requests a second and the 99th percentile in ms. Throws when an answer is not as it should be. */
export async function load({
  url,
  path,
  shot,
  connections,
  seconds,
}: Load): Promise<{ rate: number; p99: number }> {
  const expected = shot === "sign" ? 303 : 200;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [shot === "get" ? { path, headers: { "accept-encoding": "gzip" } } : signing(path)],
  });
  const good = result.statusCodeStats?.[`${expected}`]?.count ?? 0;
  const all = Object.values(result.statusCodeStats ?? {}).reduce((sum, { count }) => sum + (count ?? 0), 0);
  if (good !== all || result.errors) {
    throw new Error(`${path}: ${result.errors} errors, answers ${JSON.stringify(result.statusCodeStats)}`);
  }
  return { rate: all / result.duration, p99: result.latency.p99 };
}

function signing(path: string): autocannon.Request {
  const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  return {
    method: "POST",
    path,
    headers,
    setupRequest: (request) => {
      man++;
      const body = `name=Bench+Man&email=man${man}.${process.pid}%40example.org&birth_year=1980&country=US&region=US-WI&county=55079&stance=man&display=hidden&agree=on&text=1&lang=en`;
      return { ...request, body };
    },
  };
}
