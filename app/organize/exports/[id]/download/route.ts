import { postDownload } from "#lib/organizers/exports/post-exports.ts";

type Context = { params: Promise<{ id: string }> };

export const POST = async (request: Request, { params }: Context): Promise<Response> =>
  postDownload(request, (await params).id);
