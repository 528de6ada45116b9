import type { Scorecard } from './score.ts';

/**
 * An expert scorecard for banks that have not trained one yet: directions are those every collections text
 * agrees on, sizes are judgement, not measurement. No protected attribute is in it.
 */
export const builtInScorecard: Scorecard = {
  id: 'expert-2',
  intercept: 1.6,
  features: [
    {
      name: 'daysPastDue',
      missing: 0,
      bins: [
        { below: 16, points: 0.3, reason: 'less than 16 days past due' },
        { below: 31, points: 0, reason: '16 to 30 days past due' },
        { below: 61, points: -0.9, reason: '31 to 60 days past due' },
        { below: 91, points: -1.7, reason: '61 to 90 days past due' },
        { below: Infinity, points: -2.6, reason: 'more than 90 days past due' },
      ],
    },
    {
      name: 'arrearsShare',
      missing: 0,
      bins: [
        { below: 0.05, points: 0.2, reason: 'arrears under 5 % of the limit' },
        { below: 0.2, points: 0, reason: 'arrears under 20 % of the limit' },
        { below: Infinity, points: -0.5, reason: 'arrears above 20 % of the limit' },
      ],
    },
    {
      name: 'internalScore',
      missing: -0.2,
      bins: [
        { below: 520, points: -1, reason: 'internal rating below 520' },
        { below: 600, points: -0.4, reason: 'internal rating 520 to 599' },
        { below: 680, points: 0, reason: 'internal rating 600 to 679' },
        { below: Infinity, points: 0.5, reason: 'internal rating 680 or better' },
      ],
    },
    {
      name: 'brokenPromises',
      missing: 0,
      bins: [
        { below: 1, points: 0, reason: 'no broken promise' },
        { below: 2, points: -0.6, reason: 'one broken promise' },
        { below: Infinity, points: -1.2, reason: 'several broken promises' },
      ],
    },
    {
      name: 'externalDebtShare',
      missing: 0,
      bins: [
        { below: 1, points: 0, reason: 'owes less elsewhere than the limit here' },
        { below: 3, points: -0.4, reason: 'owes more elsewhere than the limit here' },
        { below: Infinity, points: -0.9, reason: 'owes several times the limit elsewhere' },
      ],
    },
    {
      name: 'macroAlert',
      missing: 0,
      bins: [
        { below: 1, points: 0, reason: 'no alert for the economy' },
        { below: 2, points: -0.2, reason: 'the economy is watched' },
        { below: Infinity, points: -0.5, reason: 'severe alert for the economy' },
      ],
    },
  ],
};
