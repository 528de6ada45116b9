import { annuityMinor } from './amortise.ts';
import type { PlanKind } from './plan.ts';
import type { PlanQuestion } from './propose.ts';

/** @returns for how many months a plan of that kind may be made, the shortest first, as policy and the loan allow */
export function candidatesOf(
  question: Pick<PlanQuestion, 'arrearsMinor' | 'principalMinor' | 'annualRate' | 'termMonths' | 'policy'>,
  kind: PlanKind,
): number[] {
  const { arrearsMinor, principalMinor, annualRate, termMonths, policy } = question;
  switch (kind) {
    case 'spread':
      return range(1, policy.longestSpreadMonths).filter(
        (months) => months === 1 || Math.floor(arrearsMinor / months) >= policy.leastInstalmentMinor,
      );
    case 're-term': {
      const owed = { principalMinor: arrearsMinor + principalMinor, annualRate };
      // Of arrears alone, a new term that is no longer than a spread costs interest for nothing.
      const from = principalMinor > 0 ? termMonths + 1 : policy.longestSpreadMonths + 1;
      return range(from, policy.longestTermMonths).filter(
        (months) => annuityMinor({ ...owed, months }) >= policy.leastInstalmentMinor,
      );
    }
    case 'interest-only': {
      const most = Math.min(policy.interestOnlyMonths, policy.longestTermMonths - termMonths);
      return termMonths > 0 && most > 0 ? [most] : [];
    }
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
