import { postStopTask } from "#lib/organizers/post-task.ts";

type Context = { params: Promise<{ id: string }> };

export const POST = async (request: Request, { params }: Context): Promise<Response> =>
  postStopTask(request, (await params).id);
