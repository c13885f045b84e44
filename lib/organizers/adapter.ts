import { readMailbox } from "./addresses.ts";
import { takeLink } from "./links.ts";
import { organizerAt } from "./queries.ts";
import { type Browser, closeSession, findSession, openSession, type SignedIn } from "./sessions.ts";

/** What next-auth knows of an organizer. `signedIn` stands where he was found by his session. */
export type DeskUser = { id: string; email: string; emailVerified: Date | null; signedIn?: SignedIn };
type DeskSession = { sessionToken: string; userId: string; expires: Date };

/** The database has looked at the time already; next-auth looks again. */
const ALIVE = new Date(8.64e15);

/**
 * next-auth's adapter on our own tables: addresses are sealed and found by an HMAC, tokens are kept as SHA-256, nobody is made
 * by signing in. `isAsking` while a link is asked for: then nobody is looked up, so that every address takes as long.
 */
export function deskAdapter(browser: Browser, { now, isAsking }: { now: Date; isAsking: boolean }) {
  return {
    async getUserByEmail(email: string): Promise<DeskUser | null> {
      const mailbox = isAsking ? null : readMailbox(email);
      const id = mailbox && (await organizerAt(mailbox.key));
      return id ? { id, email, emailVerified: null } : null;
    },

    /** Written together with its mail, by `mailLink`: next-auth would write the one while it sends the other. */
    async createVerificationToken(): Promise<null> {
      return null;
    },

    async useVerificationToken({ identifier, token }: { identifier: string; token: string }) {
      const mailbox = readMailbox(identifier);
      const isMine = mailbox !== null && (await takeLink(token, mailbox.key));
      return isMine ? { identifier, token, expires: ALIVE } : null;
    },

    async createSession({ sessionToken, userId }: DeskSession): Promise<DeskSession> {
      const expires = await openSession(userId, sessionToken, browser, now);
      return { sessionToken, userId, expires };
    },

    async getSessionAndUser(sessionToken: string): Promise<{ session: DeskSession; user: DeskUser } | null> {
      const signedIn = await findSession(sessionToken, browser.ipPrefix);
      if (!signedIn) return null;
      const userId = signedIn.organizerId;
      return {
        session: { sessionToken, userId, expires: ALIVE },
        user: { id: userId, email: "", emailVerified: null, signedIn },
      };
    },

    async deleteSession(sessionToken: string): Promise<void> {
      await closeSession(sessionToken, browser.ipPrefix);
    },

    /** That his mailbox is his stands in the session itself. */
    async updateUser({ id }: { id: string }): Promise<DeskUser> {
      return { id, email: "", emailVerified: null };
    },

    /** Sessions end when they were said to. */
    async updateSession(): Promise<null> {
      return null;
    },

    async createUser(): Promise<never> {
      throw new Error("organizers are invited, not made by signing in");
    },
    async getUser(): Promise<null> {
      return null;
    },
    async getUserByAccount(): Promise<null> {
      return null;
    },
    async linkAccount(): Promise<null> {
      return null;
    },
  };
}
