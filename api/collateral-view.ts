import type { CollateralRepository, CollateralValuation } from '../db/collateral-repository.ts';
import { formatMinor } from '../domain/money.ts';
import type { CollateralView } from './schemas/cases.ts';

/** @returns what secures a loan, as callers see it; null when it was never valued */
export function collateralView(found: Awaited<ReturnType<CollateralRepository['ofLoan']>>): CollateralView {
  if (!found) return null;
  const { newest, before, balance } = found;
  const { currency } = newest;
  return {
    newest: valuationView(newest),
    before: before ? valuationView(before) : null,
    balance: balance
      ? { amount: { amount: formatMinor(balance.balanceMinor, currency), currency }, day: balance.day }
      : null,
    loanToValue: balance && newest.valueMinor > 0 ? balance.balanceMinor / newest.valueMinor : null,
  };
}

function valuationView({ valueMinor, currency, asOf, source }: CollateralValuation) {
  return { value: { amount: formatMinor(valueMinor, currency), currency }, asOf, source };
}
