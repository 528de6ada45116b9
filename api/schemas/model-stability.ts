import { z } from 'zod';
import * as common from './common.ts';

export const modelStabilitySchema = z
  .object({
    model: z.string(),
    measuredOn: common.dateSchema.nullable().describe('null: it was not measured yet'),
    rows: z.int().describe('days of overdue loans that were compared with those of training'),
    measured: z
      .array(
        z.object({
          name: z.string().describe('`score`, or a feature of the model'),
          label: z.string(),
          psi: z.number().describe('population stability index, 0 or more'),
          drift: z.enum(['stable', 'moved', 'drifted']).describe('below 0.1, up to 0.25, above'),
          most: z.string().describe('what has grown most'),
        }),
      )
      .describe('the score first, then the features, the farthest moved first'),
    note: z.string(),
  })
  .meta({ id: 'ModelStability' });
