import type { APIRequestContext } from "@playwright/test";
import { person, sign } from "./people.ts";
import { expect } from "./test.ts";

export type Mail = { id: string; to: string; subject: string; text: string; html: string };
/** A mail that asks to confirm. The addresses are paths. */
export type Verification = Mail & { confirm: string; notMe: string; code: string };

/** Every mail to an address, the newest first. */
export async function mailsTo(request: APIRequestContext, address: string): Promise<Mail[]> {
  const answer = await request.get("/dev/mail.json", { params: { to: address } });
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** The newest mail to an address once there are `count` of them. */
export async function newestMail(request: APIRequestContext, address: string, count = 1): Promise<Mail> {
  let mails: Mail[] = [];
  await expect
    .poll(
      async () => {
        mails = await mailsTo(request, address);
        return mails.length;
      },
      { message: `mails to ${address}`, intervals: [100, 250] },
    )
    .toBe(count);
  return mails[0] as Mail;
}

/** The same, read by someone who wants to confirm. */
export async function verification(
  request: APIRequestContext,
  address: string,
  count = 1,
): Promise<Verification> {
  const mail = await newestMail(request, address, count);
  const part = (pattern: RegExp) => {
    const found = pattern.exec(mail.text)?.[1];
    expect(found, `${pattern} in the mail to ${address}`).toBeTruthy();
    return found as string;
  };
  return {
    ...mail,
    confirm: part(/https?:\/\/[^/\s]+((?:\/es)?\/confirm\/[\w-]+)/),
    notMe: part(/https?:\/\/[^/\s]+((?:\/es)?\/not-me\/[\w-]+)/),
    code: part(/(?<!\d)(\d{6})(?!\d)/),
  };
}

/** Opens the link of the newest mail and presses its button, without looking. Resolves with the page that answers. */
export async function confirmByMail(request: APIRequestContext, address: string): Promise<string> {
  const { confirm } = await verification(request, address);
  const answer = await request.post(confirm, { form: { lang: "en" } });
  expect(answer.status()).toBe(200);
  return answer.text();
}

/**
 * There are `count` mails to an address, and none is on its way: one that was asked for later, by somebody else, has arrived.
 */
export async function expectNoMoreMail(
  request: APIRequestContext,
  address: string,
  count: number,
): Promise<void> {
  const later = person("Somebody Later");
  await sign(request, later);
  await newestMail(request, later.email);
  expect(await mailsTo(request, address), `mails to ${address}`).toHaveLength(count);
}
