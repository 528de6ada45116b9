import type { Pool } from '../db/client.ts';
import { lockCustomers } from '../db/case-facts.ts';
import type { PolicyReader } from '../db/policy-reader.ts';
import { PreDueRepository, type PreDueCandidate } from '../db/pre-due-repository.ts';
import { ScriptRepository } from '../db/script-repository.ts';
import type { StrategyRepository } from '../db/strategy-repository.ts';
import { inTransaction } from '../db/transaction.ts';
import { addDays, MINUTE_MS } from '../domain/calendar.ts';
import type { Clock } from '../domain/clock.ts';
import { decidePreDue } from '../domain/daily/decide-pre-due.ts';
import { preDueReminder, type PreDueReminder } from '../domain/daily/pre-due.ts';
import { preDueContactId } from '../domain/ids.ts';
import { DomainFailure, notFound, nothingWasDone } from '../domain/failures.ts';
import { bankOf, composeScript, type ComposedMessage } from '../domain/scripts/compose.ts';
import type { Script } from '../domain/scripts/script.ts';
import { scriptLanguage } from '../domain/scripts/template.ts';
import { spread } from '../domain/stable-hash.ts';
import type { Channel, Strategy } from '../domain/strategy/schema.ts';
import type { ChannelRouter } from './channels/ports.ts';
import type { PreDueRound, RegionDay } from './daily-types.ts';

export interface PreDueDeps {
  pool: Pool;
  clock: Clock;
  strategies: StrategyRepository;
  policies: PolicyReader;
  channels: ChannelRouter;
}

const BATCH = 500;
/** Deferred reminders go out spread over so long after the opening, like those of cases. */
const SPREAD_MS = 60 * MINUTE_MS;
/** What the gate lacks may be there some hours later: the reminder is still worth something the same day. */
const ASK_AGAIN_MS = 4 * 60 * MINUTE_MS;

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
  const days = [...new Set([...policies.values()].map(({ preDue }) => preDue.daysBefore))];
  for (const dueOn of days.filter((before) => before > 0).map((before) => addDays(day, before))) {
    await finish(deps, reminders, region, dueOn, round);
    for (let after = ''; ;) {
      const now = deps.clock.now();
      const batch = await reminders.candidates({ region, dueOn, after, limit: BATCH }, now);
      for (const candidate of batch) {
        const policy = policies.get(candidate.jurisdiction);
        const reminder = policy && preDueReminder(candidate, policy.preDue.daysBefore, day);
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
  { preDue: { channels }, letters }: Policy,
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
    const standing = await reminders.standing(tx, candidate, now);
    const policy = await deps.policies.of(jurisdiction, tx);
    const decision = decidePreDue({ ...facts, ...standing, policy }, channels, now);
    if (decision.decision === 'defer' || decision.decision === 'unanswered') return decision;
    const allowed = decision.decision === 'allow' ? { contactId, channel: decision.channel } : NOTHING;
    const first = await reminders.decide(tx, candidate, reminder, { ...allowed, rules: decision.rules }, now);
    return first ? decision : undefined;
  });
  if (!decided) return;
  if (decided.decision === 'unanswered') {
    round.unanswered = { reminders: (round.unanswered?.reminders ?? 0) + 1, why: decided.why };
  }
  if (decided.decision === 'defer' || decided.decision === 'unanswered') {
    const openMs = decided.decision === 'defer' ? decided.untilMs : deps.clock.now() + ASK_AGAIN_MS;
    const atMs = openMs + spread(loanId, SPREAD_MS);
    round.againAtMs = Math.min(round.againAtMs ?? atMs, atMs);
    return;
  }
  if (decided.decision === 'deny') {
    round.denied += 1;
    return;
  }
  const address = decided.channel === 'email' ? email : phone;
  const sent =
    address !== null &&
    (await send(deps, reminders, { ...candidate, address, letters }, { reminder, channel: decided.channel }));
  if (sent) round.reminded += 1;
  else round.failed += 1;
}

const NOTHING = { contactId: null, channel: null };

async function send(
  deps: PreDueDeps,
  reminders: PreDueRepository,
  to: PreDueCandidate & Pick<Policy, 'letters'> & { address: string },
  { reminder, channel }: { reminder: PreDueReminder; channel: Channel },
): Promise<boolean> {
  const contactId = preDueContactId(to.loanId, reminder.dueOn);
  const script = await new ScriptRepository(deps.pool).current('due-soon', to.jurisdiction);
  const text = composed(script, to, { reminder, channel });
  if (text instanceof DomainFailure) {
    await reminders.conclude(contactId, 'failed', { ref: null, detail: text.message }, deps.clock.now());
    return false;
  }
  const atMs = deps.clock.now();
  const message = { contactId, channel, address: to.address, atMs, ...text };
  const delivery = await deps
    .channels(channel)
    .deliver(message)
    .catch(async (error: unknown) => {
      // Nothing has left: the round goes on later, with this loan as one that nothing was decided about yet.
      if (nothingWasDone(error)) await reminders.undo(to.loanId, reminder.dueOn, contactId, deps.clock.now());
      throw error;
    });
  const ref = delivery.outcome === 'sent' ? delivery.providerRef : null;
  const told = { ref, ...(script && { scriptVersion: script.version }) };
  await reminders.conclude(contactId, delivery.outcome, told, deps.clock.now());
  return delivery.outcome === 'sent';
}

/** As of other messages, what cannot be filled in or must not be sent is a definite failure. */
function composed(
  script: Script | undefined,
  { name, currency, loanId, language, ...to }: PreDueCandidate & Pick<Policy, 'letters'>,
  { reminder, channel }: { reminder: PreDueReminder; channel: Channel },
): ComposedMessage | DomainFailure {
  if (!script) return notFound(`no version of the script 'due-soon' is published for ${to.jurisdiction}`);
  const amount = { amountMinor: reminder.amountMinor, currency };
  const values = { name, amount, dueOn: reminder.dueOn, loanTail: loanId.slice(-4) };
  try {
    const reads = scriptLanguage(language);
    return composeScript(script, values, {
      ...{ jurisdiction: to.jurisdiction, lenderRole: to.lenderRole, language: reads, channel },
      bank: bankOf(to.letters, reads),
    });
  } catch (error) {
    if (error instanceof DomainFailure) return error;
    throw error;
  }
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
    await reminders.conclude(contactId, status, { ref: null }, clock.now());
    if (found === 'sent') round.reminded += 1;
    else round.failed += 1;
  }
}

/** What a strategy says of these reminders. */
type Policy = Pick<Strategy, 'preDue' | 'letters'>;

/** @returns the policy of each jurisdiction that has a strategy; where there is none nobody is reminded */
async function policiesOf(
  strategies: StrategyRepository,
  jurisdictions: readonly string[],
): Promise<Map<string, Policy>> {
  const policies = new Map<string, Policy>();
  for (const jurisdiction of jurisdictions) {
    const strategy = await strategies.findCurrentFor(jurisdiction);
    if (strategy) policies.set(jurisdiction, strategy);
  }
  return policies;
}
