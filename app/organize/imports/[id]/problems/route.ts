import { postProblems } from "#lib/organizers/imports/post-imports.ts";

type Context = { params: Promise<{ id: string }> };

export const POST = async (request: Request, { params }: Context): Promise<Response> =>
  postProblems(request, (await params).id);
