import type { Pool } from '../db/client.ts';
import { lockCustomers } from '../db/case-facts.ts';
import { PreDueRepository, type PreDueCandidate } from '../db/pre-due-repository.ts';
import type { StrategyRepository } from '../db/strategy-repository.ts';
import { inTransaction } from '../db/transaction.ts';
import { addDays, MINUTE_MS } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { decidePreDue } from '../domain/daily/decide-pre-due.ts';
import { preDueReminder, type PreDueReminder } from '../domain/daily/pre-due.ts';
import { preDueContactId } from '../domain/ids.ts';
import { formatMoney } from '../domain/money.ts';
import { scriptOf } from '../domain/scripts/built-in/index.ts';
import { render, scriptLanguage } from '../domain/scripts/template.ts';
import { spread } from '../domain/stable-hash.ts';
import type { Channel, PreDuePolicy } from '../domain/strategy/schema.ts';
import type { ChannelRouter } from './channels/ports.ts';
import type { PreDueRound, RegionDay } from './daily-types.ts';

export interface PreDueDeps {
  pool: Pool;
  clock: Clock;
  strategies: StrategyRepository;
  channels: ChannelRouter;
}

const BATCH = 500;
/** Deferred reminders go out spread over so long after the opening, like those of cases. */
const SPREAD_MS = 60 * MINUTE_MS;

/**
 * One round of reminders before the due date: each loan is decided once and in one transaction, under the lock of its
 * customer, then the message leaves. What was on its way when a worker died is asked for at the channel, never sent
 * blindly again.
 *
 * @param onProgress told of the last loan that was looked at
 */
export async function remindBeforeDue(
  deps: PreDueDeps,
  { region, day }: RegionDay,
  onProgress: (after: string) => void,
): Promise<PreDueRound> {
  const reminders = new PreDueRepository(deps.pool);
  const round: PreDueRound = { reminded: 0, denied: 0, failed: 0, againAtMs: null };
  const policies = await policiesOf(deps.strategies, await reminders.jurisdictions(region));
  const days = [...new Set([...policies.values()].map(({ daysBefore }) => daysBefore))];
  for (const dueOn of days.filter((before) => before > 0).map((before) => addDays(day, before))) {
    await finish(deps, reminders, region, dueOn, round);
    for (let after = ''; ;) {
      const now = deps.clock.now();
      const batch = await reminders.candidates({ region, dueOn, after, limit: BATCH }, now);
      for (const candidate of batch) {
        const policy = policies.get(candidate.jurisdiction);
        const reminder = policy && preDueReminder(candidate, policy.daysBefore, day);
        if (policy && reminder?.dueOn === dueOn)
          await remind(deps, reminders, candidate, reminder, policy, round);
      }
      const last = batch.at(-1);
      if (!last) break;
      after = last.loanId;
      onProgress(after);
    }
  }
  return round;
}

async function remind(
  deps: PreDueDeps,
  reminders: PreDueRepository,
  candidate: PreDueCandidate,
  reminder: PreDueReminder,
  { channels }: PreDuePolicy,
  round: PreDueRound,
): Promise<void> {
  const { loanId, jurisdiction, lenderRole, customerZone, consents, phone, email } = candidate;
  const reachable: Channel[] = [
    ...(phone ? (['sms', 'voice'] as const) : []),
    ...(email ? (['email'] as const) : []),
  ];
  const facts = { loanId, jurisdiction, lenderRole, customerZone, consents, reachable };
  const contactId = preDueContactId(loanId, reminder.dueOn);
  const decided = await inTransaction(deps.pool, async (tx) => {
    await lockCustomers(tx, [loanId]);
    const now = deps.clock.now();
    const decision = decidePreDue(facts, channels, now);
    if (decision.decision === 'defer') return decision;
    const allowed = decision.decision === 'allow' ? { contactId, channel: decision.channel } : NOTHING;
    const first = await reminders.decide(tx, candidate, reminder, { ...allowed, rules: decision.rules }, now);
    return first ? decision : undefined;
  });
  if (!decided) return;
  if (decided.decision === 'defer') {
    const atMs = decided.untilMs + spread(loanId, SPREAD_MS);
    round.againAtMs = Math.min(round.againAtMs ?? atMs, atMs);
    return;
  }
  if (decided.decision === 'deny') {
    round.denied += 1;
    return;
  }
  const address = decided.channel === 'email' ? email : phone;
  const sent =
    address !== null && (await send(deps, reminders, { ...candidate, address }, reminder, decided.channel));
  if (sent) round.reminded += 1;
  else round.failed += 1;
}

const NOTHING = { contactId: null, channel: null };

async function send(
  deps: PreDueDeps,
  reminders: PreDueRepository,
  candidate: PreDueCandidate & { address: string },
  reminder: PreDueReminder,
  channel: Channel,
): Promise<boolean> {
  const contactId = preDueContactId(candidate.loanId, reminder.dueOn);
  const language = scriptLanguage(candidate.language);
  const text = scriptOf('due-soon').texts[language];
  const variables = {
    name: candidate.name,
    amount: formatMoney(reminder.amountMinor, candidate.currency),
    dueOn: reminder.dueOn,
    loanTail: candidate.loanId.slice(-4),
  };
  const atMs = deps.clock.now();
  const delivery = await deps.channels(channel).deliver({
    ...{ contactId, channel, address: candidate.address, language, atMs },
    subject: render(text.subject, variables),
    body: render(text.body, variables),
  });
  const ref = delivery.outcome === 'sent' ? delivery.providerRef : null;
  await reminders.conclude(contactId, delivery.outcome, ref, deps.clock.now());
  return delivery.outcome === 'sent';
}

/** Reminders whose worker died: the channel knows, or they count as sent and are not repeated. */
async function finish(
  { channels, clock }: PreDueDeps,
  reminders: PreDueRepository,
  region: string,
  dueOn: string,
  round: PreDueRound,
): Promise<void> {
  for (const { contactId, channel } of await reminders.unfinished(region, dueOn)) {
    const found = await channels(channel).lookUp(contactId);
    const status = found === 'sent' ? 'sent' : found === 'not-sent' ? 'failed' : 'unknown';
    await reminders.conclude(contactId, status, null, clock.now());
    if (found === 'sent') round.reminded += 1;
    else round.failed += 1;
  }
}

/** @returns the policy of each jurisdiction that has a strategy; where there is none nobody is reminded */
async function policiesOf(
  strategies: StrategyRepository,
  jurisdictions: readonly string[],
): Promise<Map<string, PreDuePolicy>> {
  const policies = new Map<string, PreDuePolicy>();
  for (const jurisdiction of jurisdictions) {
    const strategy = await strategies.findCurrentFor(jurisdiction);
    if (strategy) policies.set(jurisdiction, strategy.preDue);
  }
  return policies;
}
