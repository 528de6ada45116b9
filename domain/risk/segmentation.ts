import { z } from 'zod';

/** Loans that behave alike: the centres that k-means has found, and what each is called. */
export const segmentationSchema = z.object({
  /** features looked at, in the order of the centres' coordinates, and how each is brought to one scale */
  features: z.array(
    z.object({
      name: z.string(),
      mean: z.number(),
      /** standard deviation, above 0 */
      spread: z.number().positive(),
    }),
  ),
  segments: z.array(
    z.object({
      /** kebab-case, what cases and figures carry: 'steady-payers' */
      id: z.string(),
      /** for people: 'pays on time, uses little of the limit' */
      name: z.string(),
      /** in standard deviations from the mean */
      centre: z.array(z.number()),
      /** of the training rows, 0..1 */
      share: z.number().min(0).max(1),
    }),
  ),
  /** mean silhouette of the k that was chosen, and of those that were not */
  silhouette: z.array(z.object({ k: z.number().int(), mean: z.number() })),
});

export type Segmentation = z.infer<typeof segmentationSchema>;
