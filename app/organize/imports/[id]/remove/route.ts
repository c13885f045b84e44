import { postThrowAway } from "#lib/organizers/imports/post-imports.ts";

type Context = { params: Promise<{ id: string }> };

export const POST = async (request: Request, { params }: Context): Promise<Response> =>
  postThrowAway(request, (await params).id);
