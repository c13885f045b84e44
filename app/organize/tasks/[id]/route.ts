import { getTask } from "#lib/organizers/post-task.ts";

type Context = { params: Promise<{ id: string }> };

export const GET = async (request: Request, { params }: Context): Promise<Response> =>
  getTask(request, (await params).id);
