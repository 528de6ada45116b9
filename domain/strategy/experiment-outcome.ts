import {
  compareMeans,
  compareProportions,
  CONFIDENCE,
  meanInterval,
  wilson,
  type Comparison,
  type Interval,
} from '../statistics/compare.ts';

/** What came of the cases of an arm, within the same time of each. */
export interface ArmFigures {
  /** cases that were given to the arm */
  assigned: number;
  /** of them those that are old enough to count */
  n: number;
  /** of those, cases that were cured in time */
  cured: number;
  /** share of the arrears at opening that was paid in time, 0..1 per case */
  recovered: Spread;
  contacts: Spread;
  /** cases with a complaint in time */
  complained: number;
}

interface Spread {
  mean: number;
  variance: number;
}

export const OUTCOME_METRICS = [
  'curedShare',
  'recoveredShare',
  'contactsPerCase',
  'complainedShare',
] as const;
export type OutcomeMetric = (typeof OUTCOME_METRICS)[number];

/** A difference that would change what the bank does; one that is smaller need not be looked for. */
export const WORTH_KNOWING: Readonly<Record<OutcomeMetric, number>> = {
  curedShare: 0.03,
  recoveredShare: 0.03,
  contactsPerCase: 0.5,
  complainedShare: 0.01,
};

export type Verdict = 'challenger-higher' | 'champion-higher' | 'no-difference' | 'not-enough-data';

export interface MetricOutcome {
  metric: OutcomeMetric;
  champion: Estimate;
  challenger: Estimate;
  /** of the challenger less the champion; absent: there is nothing to compare */
  comparison?: Comparison;
  verdict: Verdict;
  /** in words */
  why: string;
}

interface Estimate {
  value: number;
  /** absent: fewer than two cases */
  interval?: Interval | undefined;
}

/** Below it a test by the normal distribution says nothing. */
const LEAST_CASES = 30;
const LEAST_OF_EACH_KIND = 5;

/**
 * @param figures of both arms
 * @returns each metric with its intervals, the test, and whether there is enough data for it to say anything
 */
export function outcomeOf({
  champion,
  challenger,
}: Record<'champion' | 'challenger', ArmFigures>): MetricOutcome[] {
  return [
    share('curedShare', champion, challenger, ({ cured }) => cured),
    mean('recoveredShare', champion, challenger, ({ recovered }) => recovered),
    mean('contactsPerCase', champion, challenger, ({ contacts }) => contacts),
    share('complainedShare', champion, challenger, ({ complained }) => complained),
  ];
}

function share(
  metric: OutcomeMetric,
  champion: ArmFigures,
  challenger: ArmFigures,
  successesOf: (arm: ArmFigures) => number,
): MetricOutcome {
  const [first, second] = [champion, challenger].map((arm) => ({
    successes: successesOf(arm),
    n: arm.n,
  })) as [{ successes: number; n: number }, { successes: number; n: number }];
  const estimate = (of: typeof first): Estimate => ({
    value: of.n === 0 ? 0 : of.successes / of.n,
    interval: wilson(of),
  });
  const pooled = (first.successes + second.successes) / Math.max(1, first.n + second.n);
  const expected = Math.min(first.n, second.n) * Math.min(pooled, 1 - pooled);
  return judge(metric, [champion, challenger], {
    champion: estimate(first),
    challenger: estimate(second),
    comparison: compareProportions(first, second),
    tooFew: expected < LEAST_OF_EACH_KIND,
  });
}

function mean(
  metric: OutcomeMetric,
  champion: ArmFigures,
  challenger: ArmFigures,
  spreadOf: (arm: ArmFigures) => Spread,
): MetricOutcome {
  const [first, second] = [
    { ...spreadOf(champion), n: champion.n },
    { ...spreadOf(challenger), n: challenger.n },
  ];
  return judge(metric, [champion, challenger], {
    champion: { value: first.mean, interval: meanInterval(first) },
    challenger: { value: second.mean, interval: meanInterval(second) },
    comparison: compareMeans(first, second),
    tooFew: false,
  });
}

interface Measured {
  champion: Estimate;
  challenger: Estimate;
  comparison: Comparison | undefined;
  tooFew: boolean;
}

function judge(
  metric: OutcomeMetric,
  [first, second]: [ArmFigures, ArmFigures],
  { champion, challenger, comparison, tooFew }: Measured,
): MetricOutcome {
  const measured = { metric, champion, challenger, ...(comparison && { comparison }) };
  if (!comparison || tooFew || Math.min(first.n, second.n) < LEAST_CASES) {
    const why = `${first.n} and ${second.n} cases are too few for a test of this.`;
    return { ...measured, verdict: 'not-enough-data', why };
  }
  const { difference, pValue, detectable } = comparison;
  const sure = `p = ${pValue < 0.001 ? '< 0.001' : pValue.toFixed(3)}`.replace('= <', '<');
  if (pValue < 1 - CONFIDENCE) {
    const verdict = difference > 0 ? 'challenger-higher' : 'champion-higher';
    return { ...measured, verdict, why: `The difference of ${signed(difference)} is seen (${sure}).` };
  }
  const seen = `at this size a difference of ${number(detectable)} would be seen in four of five experiments`;
  if (detectable > WORTH_KNOWING[metric]) {
    const times = Math.ceil((detectable / WORTH_KNOWING[metric]) ** 2 * 10) / 10;
    const why = `No difference is seen (${sure}), and ${seen}; for one of ${number(WORTH_KNOWING[metric])} it takes ${times} times as many cases.`;
    return { ...measured, verdict: 'not-enough-data', why };
  }
  return { ...measured, verdict: 'no-difference', why: `No difference is seen (${sure}); ${seen}.` };
}

const number = (value: number) => value.toFixed(3);
const signed = (value: number) => `${value > 0 ? '+' : ''}${number(value)}`;
