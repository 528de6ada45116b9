import { z } from 'zod';

/** Addresses that customers give: of their browser, their app, their home. */

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url')
    .refine(
      (value) => Buffer.from(value, 'base64url').length === bytes,
      `must be ${bytes} bytes in base64url`,
    );

/** A push service has a name on the web: an address inside our own network is none. */
const endpointSchema = z
  .url({
    protocol: /^https$/,
    hostname: /^(?!.*\.\d+$)[^[\]:]+\.[^[\]:]+$/,
    error: 'must be an https address',
  })
  .max(1_000);

export const pushSubscriptionSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('web'),
        endpoint: endpointSchema,
        keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
      })
      .describe("a browser: what its Push API's subscription says of itself"),
    z
      .strictObject({ type: z.literal('app'), token: z.string().min(1).max(500) })
      .describe("the bank's own app: a token that its backend knows"),
  ])
  .meta({ id: 'PushSubscription' });

export const pushSubscribedSchema = z.object({
  subscriptionId: z.string().describe('by which the subscription is ended'),
});

export const postalAddressSchema = z
  .strictObject({
    lines: z
      .array(
        z
          .string()
          .trim()
          .min(1)
          .max(60)
          .regex(/^[^\p{Cc}]*$/u, 'must have no control characters'),
      )
      .min(1)
      .max(5)
      .describe('below the name, as they stand in the window of an envelope'),
  })
  .meta({ id: 'PostalAddress', examples: [{ lines: ['12 Example Road', 'London', 'SW1A 1AA'] }] });

export const customerParamsSchema = z.object({ customerId: z.string().min(1).max(100) });
export const subscriptionParamsSchema = customerParamsSchema.extend({
  subscriptionId: z.string().min(1).max(100),
});
