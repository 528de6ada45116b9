import { randomBytes } from 'node:crypto';
import { addDays, type IsoDate } from '../../domain/calendar.ts';
import type { LoanId } from '../../domain/ids.ts';
import type { Orm } from '../../db/client.ts';
import { FieldEncryption } from '../../db/field-encryption.ts';
import { consents, contactPoints, customers } from '../../db/schema/parties.ts';
import { instalments, loans } from '../../db/schema/lending.ts';

/** @returns encryption with a key of this process only */
export function testEncryption(): FieldEncryption {
  return new FieldEncryption([{ id: 'test', key: randomBytes(32) }]);
}

/** A loan to be seeded; all but its id has a default. */
export interface SeedLoan {
  loanId: string;
  customerId?: string;
  jurisdiction?: string;
  currency?: string;
  timezone?: string;
  region?: string;
  /** minor units, default 5,000,000 */
  principalMinor?: number;
  /** default: one of 500.00 that fell due `daysPastDue` days before `today` */
  instalments?: readonly { dueOn: IsoDate; amountMinor: number }[];
  /** channels that the customer allows; default: sms, voice, email */
  consents?: readonly string[];
}

export interface SeedOptions {
  orm: Orm;
  encryption: FieldEncryption;
  loans: readonly SeedLoan[];
  /** date in the loans' zone by which `daysPastDue` is counted */
  today: IsoDate;
  /** of the default instalment, default 5 */
  daysPastDue?: number;
}

/** Rows of one INSERT: PostgreSQL takes at most 65,535 parameters in a statement. */
const BATCH = 500;

/**
 * Puts loans with their customers (one each), contact points, consents and instalments into the books.
 *
 * @returns the loan ids in order
 */
export async function seedLoans(options: SeedOptions): Promise<LoanId[]> {
  for (let at = 0; at < options.loans.length; at += BATCH) {
    await seedBatch({ ...options, loans: options.loans.slice(at, at + BATCH) });
  }
  return options.loans.map((loan) => loan.loanId as LoanId);
}

async function seedBatch({ orm, encryption, loans: seeds, today, daysPastDue = 5 }: SeedOptions) {
  const all = seeds.map((seed) => ({ ...seed, customerId: seed.customerId ?? `C-${seed.loanId}` }));
  await orm.insert(customers).values(
    all.map(({ customerId, timezone = 'Asia/Shanghai', region = 'east' }) => ({
      customerId,
      name: `Customer ${customerId}`,
      language: 'en',
      timezone,
      region,
      vulnerable: false,
    })),
  );
  await orm.insert(contactPoints).values(all.flatMap(({ customerId }) => points(customerId, encryption)));
  const allowed = all.flatMap(({ customerId, consents: channels = ['sms', 'voice', 'email'] }) =>
    channels.map((channel) => ({ customerId, channel, granted: true })),
  );
  if (allowed.length > 0) await orm.insert(consents).values(allowed);
  await orm.insert(loans).values(
    all.map(({ loanId, customerId, jurisdiction = 'CN', currency = 'CNY', principalMinor = 5_000_000 }) => ({
      loanId,
      customerId,
      product: 'card',
      jurisdiction,
      lenderRole: 'first_party' as const,
      currency,
      principalMinor,
      annualRate: '0.1800',
      originatedOn: addDays(today, -400),
      secured: false,
    })),
  );
  const fallback = [{ dueOn: addDays(today, -daysPastDue), amountMinor: 50_000 }];
  await orm.insert(instalments).values(
    all.flatMap(({ loanId, instalments: due = fallback }) =>
      due.map(({ dueOn, amountMinor }, index) => ({
        loanId,
        number: index + 1,
        dueOn,
        principalDueMinor: amountMinor,
        interestDueMinor: 0,
        feeDueMinor: 0,
      })),
    ),
  );
}

function points(customerId: string, encryption: FieldEncryption) {
  const values = { phone: `+86 ${customerId}`, email: `${customerId}@example.com`.toLowerCase() };
  return (['phone', 'email'] as const).map((kind) => ({
    contactPointId: `${customerId}:${kind}`,
    customerId,
    kind,
    value: encryption.encrypt(values[kind]),
    valueHash: encryption.hash(values[kind]),
  }));
}
