/** Why organizers take a pledge out of the count. Their words are `integrity.reason_CODE`: they are told in public. */
export const REASONS = ["duplicate", "made_up", "not_his", "automated", "too_young", "test"] as const;
export type Reason = (typeof REASONS)[number];

export function isReason(value: unknown): value is Reason {
  return REASONS.includes(value as Reason);
}
