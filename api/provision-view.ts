import type { z } from 'zod';
import type { ProvisionRow, PublishedProvisions } from '../db/provision-repository.ts';
import { ASSET_CLASSES } from '../domain/daily/asset-class.ts';
import { formatMinor } from '../domain/money.ts';
import type { provisionPolicyViewSchema, ProvisionsView } from './schemas/finance.ts';

type Currency = ProvisionsView['currencies'][number];

/** @returns what was set aside, by currency in both ways */
export function currencyViews(rows: readonly ProvisionRow[]): Currency[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return currencies.map((currency) =>
    viewOf(
      currency,
      rows.filter((row) => row.currency === currency),
    ),
  );
}

function viewOf(currency: string, rows: readonly ProvisionRow[]): Currency {
  const amount = (of: readonly ProvisionRow[], column: 'balanceMinor' | 'provisionMinor' | 'eclMinor') =>
    formatMinor(
      of.reduce((sum, row) => sum + row[column], 0),
      currency,
    );
  const countOf = (of: readonly ProvisionRow[]) => of.reduce((sum, { loans }) => sum + loans, 0);
  const part = (of: readonly ProvisionRow[], column: 'provisionMinor' | 'eclMinor') => ({
    ...{ loans: countOf(of), balance: amount(of, 'balanceMinor'), provision: amount(of, column) },
  });
  const classes = ASSET_CLASSES.filter((one) => rows.some(({ assetClass }) => assetClass === one));
  const stages = [...new Set(rows.map(({ stage }) => stage))].sort();
  return {
    currency,
    total: {
      ...{ loans: countOf(rows), balance: amount(rows, 'balanceMinor') },
      ...{ fiveCategories: amount(rows, 'provisionMinor'), expectedCreditLoss: amount(rows, 'eclMinor') },
    },
    fiveCategories: classes.map((assetClass) => ({
      assetClass,
      ...part(
        rows.filter((row) => row.assetClass === assetClass),
        'provisionMinor',
      ),
    })),
    expectedCreditLoss: stages.map((stage) => ({
      stage,
      ...part(
        rows.filter((row) => row.stage === stage),
        'eclMinor',
      ),
    })),
  };
}

export function policyView({
  publishedAtMs,
  ...published
}: PublishedProvisions): z.infer<typeof provisionPolicyViewSchema> {
  return {
    ...published,
    publishedAt: publishedAtMs === undefined ? null : new Date(publishedAtMs).toISOString(),
  };
}
