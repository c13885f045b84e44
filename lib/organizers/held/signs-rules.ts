/** What is known about a pledge that is held, as figures. `near` means: signed within an hour of it, before or after. */
export type HeldFacts = {
  isConfirmed: boolean;
  /** He stands in an earlier edition of the campaign. */
  stoodBefore: boolean;
  /** Other pledges of the same e-mail domain, near. */
  nearDomain: number;
  /** Other pledges of the same network, near. */
  nearNetwork: number;
  /** Other pledges of the edition with exactly the words of his name. */
  sameName: number;
  /** Of the same mailbox, confirmed: people of his household. */
  household: number;
};
export type Sign = {
  kind: keyof HeldFacts;
  speaks: "for" | "against" | "neither";
  /** Null for what is only so or not so. */
  count: number | null;
};

/** From so many on, others near are more than chance: a congregation signs together too, from one network. */
const MANY = { nearDomain: 20, nearNetwork: 10, sameName: 1 } as const;

/** What speaks for and against a pledge, the weightiest first; what says nothing is left out. */
export function signsOf(facts: HeldFacts): Sign[] {
  const against = (Object.keys(MANY) as (keyof typeof MANY)[]).map((kind): Sign => {
    const count = facts[kind];
    return { kind, count, speaks: count >= MANY[kind] ? "against" : "neither" };
  });
  const signs: Sign[] = [
    { kind: "isConfirmed", count: null, speaks: facts.isConfirmed ? "for" : "neither" },
    ...(facts.stoodBefore ? [{ kind: "stoodBefore", count: null, speaks: "for" } as const] : []),
    ...(facts.household > 0 ? [{ kind: "household", count: facts.household, speaks: "for" } as const] : []),
    ...against,
  ];
  const order = { against: 0, for: 1, neither: 2 };
  return signs.sort((a, b) => order[a.speaks] - order[b.speaks]);
}
