import type { PoolClient } from "pg";
import type { Edited } from "../editing/edited.ts";
import type { Scope } from "../scope.ts";
import { lookFields, type NewLook } from "./look-fields.ts";
import { changeSection, type Fields } from "./section.ts";

/** Publishes another look of a campaign: name, host, what it says of itself, colors, logo. */
export async function changeLook(
  scope: Scope,
  campaignId: string,
  look: NewLook,
  asked: { seen: number | null; to: string },
): Promise<Edited> {
  const write = async (client: PoolClient) => {
    await client.query(
      `UPDATE "Campaign" SET name = $2, host = $3, about = $4, website = $5, postal_address = $6, accent_light = $7,
         accent_dark = $8, logo_id = $9 WHERE id = $1`,
      [
        campaignId,
        look.name,
        look.host,
        look.about && JSON.stringify(look.about),
        look.website,
        look.postalAddress,
        look.accents?.light ?? null,
        look.accents?.dark ?? null,
        look.logoId,
      ],
    );
  };
  return changeSection(
    scope,
    campaignId,
    { noun: "look", action: "campaign.look", read: readStoredLook, write },
    asked,
  );
}

/** The look as the form shows it. */
export async function readStoredLook(client: Pick<PoolClient, "query">, campaignId: string): Promise<Fields> {
  const { rows } = await client.query<
    Omit<NewLook, "accents"> & { light: string | null; dark: string | null }
  >(
    `SELECT name, host, about, website, postal_address AS "postalAddress", accent_light AS light, accent_dark AS dark,
       logo_id AS "logoId" FROM "Campaign" WHERE id = $1`,
    [campaignId],
  );
  const [row] = rows;
  if (!row) throw new Error(`no campaign ${campaignId}`);
  const { light, dark, ...look } = row;
  return lookFields({ ...look, accents: light && dark ? { light, dark } : null });
}
