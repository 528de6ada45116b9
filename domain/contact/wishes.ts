import { z } from 'zod';
import { readZone } from '../import/values.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is written HH:MM');

function isZone(name: string): boolean {
  try {
    return readZone(name) === name;
  } catch {
    return false;
  }
}

/** What a customer has said about when and where to be contacted; the gate respects it in every contact. */
export const contactWishesSchema = z.object({
  /** hours of the day that do not suit, by the customer's own clock; may pass midnight */
  inconvenientHours: z
    .array(
      z
        .object({ from: timeOfDay, to: timeOfDay })
        .refine(({ from, to }) => from !== to, 'begins when it ends: say the hours between'),
    )
    .max(12)
    .exactOptional(),
  /** further IANA zones where the customer may be: a contact has to be permitted in all of them */
  otherZones: z.array(z.string().refine(isZone, 'is not a time zone (Asia/Shanghai)')).max(8).exactOptional(),
  /** the customer agrees to contact outside the usual hours */
  consentOutsideHours: z.boolean().exactOptional(),
  /** day on which the customer agreed to more calls than the law presumes decent */
  extraCallsConsentOn: z.iso.date().exactOptional(),
});
export type ContactWishes = z.infer<typeof contactWishesSchema>;
