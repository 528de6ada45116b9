import { addDays, type IsoDate } from '../calendar.ts';
import { formatMoney } from '../money.ts';
import type { Finding, LoanAlertFacts } from './loan-facts.ts';
import type { LoanAlertRules } from './loan-rules.ts';
import { percent, rounded, wholeSteps } from './payment-findings.ts';

/** What others report of a customer, and what the security is worth. */

/** A further fall is worse than the first one: what is counted is the way from the best, or least, of so long ago. */
const MEMORY_DAYS = 365;

interface Reported {
  source: string;
  asOf: IsoDate;
}

/**
 * Of each source the newest report and those before it, newest first; only of sources whose newest report is young enough.
 *
 * @param all newest first
 */
function bySource<Report extends Reported>(all: readonly Report[], since: IsoDate) {
  const sources = new Map<string, Report[]>();
  for (const report of all) sources.set(report.source, [...(sources.get(report.source) ?? []), report]);
  return [...sources.values()].flatMap(([newest, ...earlier]) =>
    newest && newest.asOf >= since ? [{ newest, earlier }] : [],
  );
}

export function ratingDrop(
  { risk, ratings }: LoanAlertFacts,
  { points, dropShare, withinDays }: LoanAlertRules['ratingDrop'],
): Finding | undefined {
  /** In thresholds: from 1 on it is told of. */
  const sizeOf = (before: number, after: number) =>
    Math.max((before - after) / points, before > 0 ? (before - after) / (before * dropShare) : 0);
  const sources = bySource(ratings, addDays(risk.asOf, -withinDays)).map(({ newest, earlier }) => {
    const before = earlier[0];
    const near = before && before.asOf >= addDays(newest.asOf, -withinDays) ? before : undefined;
    const remembered = earlier.filter(({ asOf }) => asOf >= addDays(newest.asOf, -MEMORY_DAYS));
    const best = Math.max(newest.score, ...remembered.map(({ score }) => score));
    return {
      newest,
      before: near,
      size: near ? sizeOf(near.score, newest.score) : 0,
      fallen: sizeOf(best, newest.score),
    };
  });
  const worst = sources.toSorted((a, b) => b.size - a.size)[0];
  if (!worst?.before || wholeSteps(worst.size) < 1) return undefined;
  const { newest, before } = worst;
  const drop = before.score - newest.score;
  return {
    figures: {
      ...{ source: newest.source, score: newest.score, scoreBefore: before.score, drop },
      ...{ asOf: newest.asOf, before: before.asOf, thresholdPoints: points, thresholdShare: dropShare },
    },
    severity: sum(sources.map(({ fallen }) => wholeSteps(fallen))),
    why: `The rating of ${newest.source} fell by ${drop} points, from ${before.score} (${before.asOf}) to ${newest.score} (${newest.asOf}).`,
  };
}

export function externalDebt(
  { risk, externalDebts, currency }: LoanAlertFacts,
  { ofPrincipal, withinDays }: LoanAlertRules['externalDebt'],
): Finding | undefined {
  const { principalMinor } = risk.loan;
  if (principalMinor <= 0) return undefined;
  const sources = bySource(externalDebts, addDays(risk.asOf, -withinDays)).flatMap(({ newest, earlier }) => {
    const [before] = earlier;
    if (!before) return [];
    const remembered = earlier.filter(({ asOf }) => asOf >= addDays(newest.asOf, -MEMORY_DAYS));
    const least = Math.min(newest.totalMinor, ...remembered.map(({ totalMinor }) => totalMinor));
    const risen = (newest.totalMinor - least) / principalMinor;
    return [{ newest, before, rise: (newest.totalMinor - before.totalMinor) / principalMinor, risen }];
  });
  const worst = sources.toSorted((a, b) => b.rise - a.rise)[0];
  if (!worst || wholeSteps(worst.rise / ofPrincipal) < 1) return undefined;
  const { newest, before, rise } = worst;
  const riseMinor = newest.totalMinor - before.totalMinor;
  const [more, all] = [formatMoney(riseMinor, currency), formatMoney(newest.totalMinor, currency)];
  return {
    figures: {
      ...{
        source: newest.source,
        totalMinor: newest.totalMinor,
        totalBeforeMinor: before.totalMinor,
        riseMinor,
      },
      ...{
        currency,
        ofPrincipal: rounded(rise),
        threshold: ofPrincipal,
        asOf: newest.asOf,
        before: before.asOf,
      },
    },
    severity: sum(sources.map(({ risen }) => wholeSteps(risen / ofPrincipal))),
    why: `By ${newest.source} ${more} more is owed elsewhere than on ${before.asOf}, ${percent(rise)} of this loan's principal; ${all} in all.`,
  };
}

/** A share of more than that is no worse: the security is worth next to nothing. */
const MOST_LOAN_TO_VALUE = 10;

export function collateralValue(
  { risk, valuations, outstandingMinor, currency }: LoanAlertFacts,
  { loanToValue, fallShare, withinDays }: LoanAlertRules['collateralValue'],
): Finding | undefined {
  const [newest, before] = valuations;
  if (!newest || outstandingMinor <= 0) return undefined;
  const ratio = Math.min(
    MOST_LOAN_TO_VALUE,
    newest.valueMinor > 0 ? outstandingMinor / newest.valueMinor : Infinity,
  );
  const young = newest.asOf >= addDays(risk.asOf, -withinDays);
  const near = before && before.valueMinor > 0 && before.asOf >= addDays(newest.asOf, -withinDays);
  const fall = young && near ? 1 - newest.valueMinor / before.valueMinor : 0;
  const [covers, fell] = [ratio <= loanToValue, wholeSteps(fall / fallShare) >= 1];
  if (covers && !fell) return undefined;
  const value = formatMoney(newest.valueMinor, currency);
  const words = [
    fell && before ? ` It fell by ${percent(fall)} since ${before.asOf}.` : '',
    covers ? '' : ` That is more than ${percent(loanToValue)} of it.`,
  ];
  return {
    figures: {
      ...{ valueMinor: newest.valueMinor, asOf: newest.asOf, outstandingMinor, currency },
      ...{ loanToValue: rounded(ratio), threshold: loanToValue },
      ...(fell &&
        before && {
          valueBeforeMinor: before.valueMinor,
          before: before.asOf,
          fall: rounded(fall),
          fallThreshold: fallShare,
        }),
    },
    // Tenths of the value that are lent, and falls by the threshold.
    severity: (covers ? 0 : wholeSteps(ratio * 10)) + wholeSteps(Math.max(0, fall) / fallShare),
    why: `${formatMoney(outstandingMinor, currency)} are outstanding on security valued at ${value} on ${newest.asOf}.${words.join('')}`,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
