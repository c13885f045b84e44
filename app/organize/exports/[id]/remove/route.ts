import { postRemoveExport } from "#lib/organizers/exports/post-exports.ts";

type Context = { params: Promise<{ id: string }> };

export const POST = async (request: Request, { params }: Context): Promise<Response> =>
  postRemoveExport(request, (await params).id);
