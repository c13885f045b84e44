/** Where the quick exit leads: a page that anybody might have open. */
const NEUTRAL = "https://www.weather.gov/";

/**
 * GET /exit: away at once, taking along what this site left in the browser (Clear-Site-Data; browsers honour it over TLS
 * and on localhost). Nothing tells the next page where its visitor came from. The history remains, as /safety says.
 */
export async function getExit(): Promise<Response> {
  return new Response(null, {
    status: 303,
    headers: {
      location: NEUTRAL,
      "clear-site-data": '"cookies", "storage"',
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}
